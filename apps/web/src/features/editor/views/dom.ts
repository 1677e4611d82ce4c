/** Small helpers for what the text draws by itself. */

type Attributes = Record<string, string | null>;

/** @returns an element with a class, attributes (null leaves one out) and children. */
export const make = <K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.className = className;
  for (const [name, value] of Object.entries(attributes)) if (value !== null) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

/**
 * @returns an icon of the page's sprite (KindSprite), as a copy of its own: a browser copies what is drawn by reference too,
 * and at greater cost, which hundreds of claims and chips feel as a note opens. Empty where there is no such icon.
 */
export const spriteIcon = (name: string): Node =>
  document.getElementById(`sprite-${name}`)?.firstElementChild?.cloneNode(true) ?? new Text();

/**
 * A button in the text. It is no stop for Tab (Escape, then Tab, leaves the text at once): Alt+Enter in the claim does
 * the same.
 */
export const textButton = (
  className: string,
  label: string,
  press: (button: HTMLButtonElement) => void,
): HTMLButtonElement => {
  const button = make('button', className, { type: 'button', tabindex: '-1', 'aria-keyshortcuts': 'Alt+Enter' }, label);
  // The caret stays where it is.
  button.addEventListener('mousedown', (event) => event.preventDefault());
  button.addEventListener('click', () => press(button));
  return button;
};
