/** The product's own icons: 16 px, one line width, decorative (the words stand beside them or in an aria-label). */
import type { ReactNode } from 'react';

const Icon = ({ children, size = 16 }: { children: ReactNode; size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.7"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {children}
  </svg>
);

export const SearchIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.8" />
    <path d="m10.8 10.8 3.7 3.7" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="m3 8.5 3.4 3.5L13 4.5" strokeWidth="2.1" />
  </Icon>
);
export const CrossIcon = () => (
  <Icon>
    <path d="m4 4 8 8M12 4l-8 8" />
  </Icon>
);
export const ChevronDownIcon = () => (
  <Icon size={14}>
    <path d="m3.5 6 4.5 4.5L12.5 6" strokeWidth="2" />
  </Icon>
);
export const MenuIcon = () => (
  <Icon size={20}>
    <path d="M2 4h12M2 8h12M2 12h12" />
  </Icon>
);
export const PlusIcon = () => (
  <Icon>
    <path d="M8 3v10M3 8h10" />
  </Icon>
);
export const WarnIcon = () => (
  <Icon>
    <path d="M8 1.8 14.8 14H1.2L8 1.8ZM8 6.4v3.4M8 12v.1" />
  </Icon>
);
export const InfoIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="6.2" />
    <path d="M8 7.4v3.6M8 4.9V5" />
  </Icon>
);
export const BrokenThreadIcon = () => (
  <Icon>
    <path d="M1 8h4.5M10.5 8H15M6.5 5.5l-1-2M9.5 10.5l1 2" strokeWidth="2" />
  </Icon>
);
export const TableIcon = () => (
  <Icon>
    <rect x="1.5" y="2.5" width="13" height="11" rx="1" />
    <path d="M1.5 6.3h13M1.5 9.9h13M6 2.5v11" />
  </Icon>
);
export const TextIcon = () => (
  <Icon>
    <path d="M3.5 1.5h6l3 3v10h-9zM5.8 7.5h4.4M5.8 10.5h4.4" />
  </Icon>
);
export const LinkIcon = () => (
  <Icon>
    <path d="M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2.4-2.4a2.6 2.6 0 0 0-3.7-3.7l-1 1M9.2 6.8a2.6 2.6 0 0 0-3.7 0L3.1 9.2a2.6 2.6 0 0 0 3.7 3.7l1-1" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M3.5 1.5h6l3 3v10h-9zM9.5 1.5v3h3" />
  </Icon>
);
