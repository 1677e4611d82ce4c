import { initialsOf, personColors } from '@samsyn/domain';
import type { CSSProperties, ReactNode } from 'react';
import styles from './Avatar.module.css';

/** @returns the colour of a person as a token that fits both themes; an unknown colour is given back as it is. */
export const personColor = (color: string): string => {
  const index = personColors.findIndex((one) => one.toLowerCase() === color.toLowerCase());
  return index === -1 ? color : `var(--person-${index + 1})`;
};

/** Sets --person for what is drawn in somebody's colour. */
export const personStyle = (color: string): CSSProperties => {
  const style: CSSProperties & { '--person': string } = { '--person': personColor(color) };
  return style;
};

/** Initials in a person's colour. The name is read out unless `decorative` (it stands in words beside). */
export const Avatar = ({ name, color, decorative = false }: { name: string; color: string; decorative?: boolean }) => (
  <span
    className={styles.face}
    style={personStyle(color)}
    title={decorative ? undefined : name}
    {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
  >
    {initialsOf(name)}
  </span>
);

/** People who are here, overlapping; `more` is what does not fit, "+9". */
export const Faces = ({ children, more }: { children: ReactNode; more?: ReactNode }) => (
  <span className={styles.faces}>
    {children}
    {more !== undefined && <span className={styles.face}>{more}</span>}
  </span>
);
