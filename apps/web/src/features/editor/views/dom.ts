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

const svgNamespace = 'http://www.w3.org/2000/svg';

/** @returns an icon of the page's sprite (KindSprite), drawn by reference. */
export const spriteIcon = (name: string): SVGSVGElement => {
  const svg = document.createElementNS(svgNamespace, 'svg');
  svg.setAttribute('width', '16');
  svg.setAttribute('height', '16');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(svgNamespace, 'use');
  use.setAttribute('href', `#sprite-${name}`);
  svg.append(use);
  return svg;
};

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
