import { claimKinds } from '@samsyn/domain';
import { BrokenThreadIcon, KindIcon, TableIcon, WarnIcon } from '@samsyn/ui';

/** The icons that the text draws, which is drawn without React: a menu refers to them, the text copies them. */
export const KindSprite = () => (
  <svg width="0" height="0" aria-hidden="true" style={{ position: 'absolute' }}>
    {claimKinds.map((kind) => (
      <symbol key={kind} id={`sprite-${kind}`} viewBox="0 0 16 16">
        <KindIcon kind={kind} />
      </symbol>
    ))}
    <symbol id="sprite-broken" viewBox="0 0 16 16">
      <BrokenThreadIcon />
    </symbol>
    <symbol id="sprite-warn" viewBox="0 0 16 16">
      <WarnIcon />
    </symbol>
    <symbol id="sprite-table" viewBox="0 0 16 16">
      <TableIcon />
    </symbol>
  </svg>
);
