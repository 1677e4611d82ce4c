/** An icon of KindSprite. */
export const SpriteIcon = ({ name }: { name: string }) => (
  <svg width="16" height="16" aria-hidden="true">
    <use href={`#sprite-${name}`} />
  </svg>
);
