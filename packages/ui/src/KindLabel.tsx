import type { ClaimKind } from '@samsyn/domain';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import styles from './KindLabel.module.css';

const shapes: Record<ClaimKind, ReactNode> = {
  // a measured value
  result: <path d="M2.5 13.5V9M6.2 13.5V6M9.9 13.5V8M13.5 13.5V3" />,
  // what lies beneath: roots
  cause: <path d="M8 2v5M8 7c0 3-4 2-5 6.5M8 7c0 3 4 2 5 6.5M8 7v7" />,
  // threads that meet
  conclusion: <path d="M2 3c3 0 3 5 6 5h6M2 13c3 0 3-5 6-5M11 5l3 3-3 3" />,
  // to be done
  action: <path d="M2.5 2.5h11v11h-11zM5.2 8.2l2 2 3.8-4.4" />,
  // rings on water
  effect: (
    <>
      <circle cx="8" cy="8" r="1.6" />
      <path d="M4 12a5.6 5.6 0 0 1 0-8M12 4a5.6 5.6 0 0 1 0 8" />
    </>
  ),
  // what carries
  successFactor: <path d="m8 1.8 1.9 4 4.3.6-3.1 3 .7 4.3L8 11.6l-3.8 2.1.7-4.3-3.1-3 4.3-.6z" />,
  openQuestion: (
    <>
      <circle cx="8" cy="8" r="6.2" />
      <path d="M6.2 6.4c0-2.3 3.7-2.3 3.7 0 0 1.5-1.9 1.4-1.9 3M8 11.7v.1" />
    </>
  ),
};

export const KindIcon = ({ kind }: { kind: ClaimKind }) => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.6"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {shapes[kind]}
  </svg>
);

/** A claim's kind, told by icon and word first and colour never. `children` is the word in the reader's language. */
export const KindLabel = ({
  kind,
  children,
  className,
}: {
  kind: ClaimKind;
  children: ReactNode;
  className?: string;
}) => (
  <span className={cx(styles.kind, className)} data-kind={kind}>
    <KindIcon kind={kind} />
    {children}
  </span>
);
