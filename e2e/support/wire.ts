/** The network between one browser and the server's sync, as a test wants it. */
import type { Page, WebSocketRoute } from '@playwright/test';

type Message = string | Buffer;
type Mode = 'through' | 'held' | 'cut';

export type Wire = {
  /** what is said either way arrives later */
  hold(): void;
  /** open sockets are closed, and others as soon as they open */
  cut(): void;
  /** everything goes through again, what was held first */
  release(): void;
};

/** Takes hold of the sync's sockets of a page; to be called before the page that opens them is gone to. */
export const wireOf = async (page: Page): Promise<Wire> => {
  let mode: Mode = 'through';
  let held: (() => void)[] = [];
  const open = new Set<WebSocketRoute>();
  const pass = (send: (message: Message) => void) => (message: Message) => {
    if (mode === 'held') held.push(() => send(message));
    else send(message);
  };
  await page.routeWebSocket(/\/yjs\//, (route) => {
    if (mode === 'cut') {
      void route.close();
      return;
    }
    const server = route.connectToServer();
    open.add(route);
    route.onMessage(pass((message) => server.send(message)));
    server.onMessage(pass((message) => route.send(message)));
    route.onClose(() => open.delete(route));
  });
  return {
    hold: () => {
      mode = 'held';
    },
    cut: () => {
      mode = 'cut';
      for (const route of open) void route.close();
      open.clear();
    },
    release: () => {
      mode = 'through';
      const late = held;
      held = [];
      for (const send of late) send();
    },
  };
};
