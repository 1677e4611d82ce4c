import { useId } from 'react';
import { useSeminarText } from '../text/index.ts';
import styles from './WorkingNotesChoice.module.css';

export type WorkingNotes = 'dispose' | 'keep';

/** Records law: before a seminar is closed somebody says what becomes of the working notes. */
export const WorkingNotesChoice = ({
  value,
  onChange,
  error,
}: {
  value: WorkingNotes | undefined;
  onChange: (value: WorkingNotes) => void;
  error: string | undefined;
}) => {
  const words = useSeminarText().moves;
  const errorId = useId();
  const choices = [
    { id: 'dispose', label: words.dispose, hint: words.disposeHint },
    { id: 'keep', label: words.keep, hint: words.keepHint },
  ] as const;
  return (
    <fieldset className={styles.choices} {...(error === undefined ? {} : { 'aria-describedby': errorId })}>
      <legend>{words.workingNotes}</legend>
      {choices.map((choice) => (
        <label key={choice.id}>
          <input
            type="radio"
            name="workingNotes"
            checked={value === choice.id}
            onChange={() => onChange(choice.id)}
            {...(error === undefined ? {} : { 'aria-invalid': true })}
          />
          <span>
            {choice.label}
            <small>{choice.hint}</small>
          </span>
        </label>
      ))}
      {error !== undefined && (
        <p id={errorId} className={styles.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
};
