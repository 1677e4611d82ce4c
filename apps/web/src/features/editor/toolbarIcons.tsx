import type { ReactNode } from 'react';

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    width="18"
    height="18"
    viewBox="0 0 18 18"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.8"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const BulletListIcon = () => (
  <Icon>
    <path d="M7 4h9M7 9h9M7 14h9" />
    <circle cx="2.5" cy="4" r="1.2" />
    <circle cx="2.5" cy="9" r="1.2" />
    <circle cx="2.5" cy="14" r="1.2" />
  </Icon>
);
export const OrderedListIcon = () => (
  <Icon>
    <path
      d="M8 4h8M8 9h8M8 14h8M2 2.6l1.200-.6v4M1.800 7.800c.4-.8 2-.7 2 .4 0 .9-2 1.500-2 2.300h2.200M1.800 12.400h2l-1.100 1.300c1.500 0 1.500 2.200 0 2.200-.5 0-.9-.2-1.100-.6"
      strokeWidth="1.4"
    />
  </Icon>
);
export const UndoIcon = () => (
  <Icon>
    <path d="M3.500 6.500h7a4 4 0 0 1 0 8H7M3.500 6.500 6.500 3.500M3.500 6.500l3 3" />
  </Icon>
);
export const RedoIcon = () => (
  <Icon>
    <path d="M14.500 6.500h-7a4 4 0 0 0 0 8H11M14.500 6.500 11.500 3.500M14.500 6.500l-3 3" />
  </Icon>
);
export const MoreIcon = () => (
  <Icon>
    <circle cx="3.500" cy="9" r="1" />
    <circle cx="9" cy="9" r="1" />
    <circle cx="14.500" cy="9" r="1" />
  </Icon>
);
