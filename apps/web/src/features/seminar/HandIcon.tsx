/** A raised hand, in the manner of the product's icons. */
export const HandIcon = () => (
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
    <path d="M5.2 8V3.6a1.050 1.050 0 0 1 2.100 0V7m0-3.900V2.500a1.050 1.050 0 0 1 2.100 0V7m0-3.200a1.050 1.050 0 0 1 2.100 0v5.700c0 3-1.700 5-4.400 5-2 0-3-.8-3.900-2.500L1.900 9.300c-.4-.8.8-1.700 1.500-1L5.200 10" />
  </svg>
);
