/** What the page says without moving focus. One live region shows it (LiveRegion), so anything may call this. */
type Listener = () => void;
export type ToastTone = 'info' | 'ok' | 'error';
export type ToastAction = { label: string; onPress: () => void };
export type Toast = { id: number; text: string; tone: ToastTone; action?: ToastAction | undefined };

export type Announcements = { polite: string; assertive: string; toasts: readonly Toast[] };

let state: Announcements = { polite: '', assertive: '', toasts: [] };
let counter = 0;
const listeners = new Set<Listener>();

const set = (next: Partial<Announcements>): void => {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
};

export const subscribe = (listener: Listener): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const announcements = (): Announcements => state;

/** Reads `text` out; the same words twice in a row are read twice. */
export const announce = (text: string, manner: 'polite' | 'assertive' = 'polite'): void => {
  const previous = state[manner];
  set({ [manner]: previous === text ? `${text} ` : text });
};

export const dismissToast = (id: number): void => {
  set({ toasts: state.toasts.filter((toast) => toast.id !== id) });
};

/**
 * Shows a line at the foot of the page for a while (an error, or one with an act, stays until it is closed) and reads it
 * out. It has the sign of success only where the tone says so: many are no good news.
 */
export const showToast = (text: string, options: { tone?: ToastTone; action?: ToastAction } = {}): number => {
  counter += 1;
  const toast: Toast = { id: counter, text, tone: options.tone ?? 'info', action: options.action };
  set({ toasts: [...state.toasts.slice(-2), toast] });
  announce(text, toast.tone === 'error' ? 'assertive' : 'polite');
  return toast.id;
};
