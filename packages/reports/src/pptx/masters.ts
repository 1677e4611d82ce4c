/** The slides' ground: white paper, the red thread down the left side, a title that screen readers find. Inches, 13.33 x 7.5. */
import { colors, hex } from '../look.ts';
import type { MasterObject, Presentation, SlideCanvas } from './library.ts';

export const serif = 'Cambria';
export const sans = 'Calibri';
export const left = 1;
export const width = 11.4;
const threadAt = 0.55;

const thread = (from: number, to: number): MasterObject => ({
  rect: { x: threadAt - 0.0125, y: from, w: 0.025, h: to - from, fill: { color: hex(colors.thread) } },
});
/** The knot on the thread where the slide's headline begins. */
export const knot = (slide: SlideCanvas, y: number, size = 0.17): void => {
  slide.addShape('ellipse', {
    x: threadAt - size / 2,
    y: y - size / 2,
    w: size,
    h: size,
    fill: { color: hex(colors.thread) },
    line: { type: 'none' },
  });
};

const title = (y: number, h: number, fontSize: number, valign: 'top' | 'bottom'): MasterObject => ({
  placeholder: {
    options: {
      name: 'title',
      type: 'title',
      x: left,
      y,
      w: width,
      h,
      margin: 0,
      fontFace: serif,
      fontSize,
      bold: true,
      color: hex(colors.ink),
      align: 'left',
      valign,
    },
    text: '',
  },
});

const number = {
  x: left + width - 0.6,
  y: 6.98,
  w: 0.6,
  h: 0.3,
  fontFace: sans,
  fontSize: 11,
  color: hex(colors.quiet),
  align: 'right' as const,
  margin: 0,
};

const footer = (text: string): MasterObject => ({
  text: {
    text,
    options: { x: left, y: 6.98, w: 9, h: 0.3, fontFace: sans, fontSize: 11, color: hex(colors.quiet), margin: 0 },
  },
});

export const masters = { first: 'SAMSYN_FIRST', plain: 'SAMSYN' } as const;

export const defineMasters = (deck: Presentation, footerText: string): void => {
  deck.defineSlideMaster({
    title: masters.first,
    background: { color: hex(colors.paper) },
    objects: [thread(0, 7.5), title(2.35, 1.3, 44, 'bottom')],
  });
  deck.defineSlideMaster({
    title: masters.plain,
    background: { color: hex(colors.paper) },
    objects: [thread(0, 7.5), footer(footerText), title(0.86, 1.5, 28, 'top')],
    slideNumber: number,
  });
};
