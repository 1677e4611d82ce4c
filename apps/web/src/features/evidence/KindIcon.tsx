import type { EvidenceKind } from '@samsyn/domain';
import { FileIcon, LinkIcon, TableIcon, TextIcon } from '@samsyn/ui';

const icons = { table: TableIcon, text: TextIcon, link: LinkIcon, file: FileIcon };

export const EvidenceKindIcon = ({ kind }: { kind: EvidenceKind }) => {
  const Icon = icons[kind];
  return <Icon />;
};
