import type { SchoolYear } from '@samsyn/domain';
import { NativeSelect } from '@samsyn/ui';
import { useText, yearName } from '../../text/index.ts';

export const YearChooser = ({
  years,
  year,
  onChoose,
}: {
  years: readonly SchoolYear[];
  year: SchoolYear;
  onChoose: (label: string) => void;
}) => (
  <NativeSelect
    label={useText().yearLabel}
    hideLabel
    options={years.map((one) => ({ value: one.label, label: yearName(one.label) }))}
    value={year.label}
    onChange={onChoose}
  />
);
