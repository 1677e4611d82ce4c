import { type Analysis, type AnalysisState, isAtLeast, isDraftOpen, may } from '@samsyn/domain';
import { Button, StatusWord } from '@samsyn/ui';
import { useSession } from '../../../app/session.tsx';
import { useFormat, useText } from '../../../text/index.ts';
import { analysisTone } from '../../year/tones.ts';
import { FileList, FileRow } from '../FileLinks.tsx';
import { hasText, useMoveVerb } from '../moveWords.ts';
import { useAnalysisText } from '../text/index.ts';
import styles from './Panels.module.css';
import { RegistryForm } from './RegistryForm.tsx';

const Moves = ({ analysis, onMove }: { analysis: Analysis; onMove: (to: AnalysisState) => void }) => {
  const words = useAnalysisText().moves;
  const verb = useMoveVerb(analysis);
  return (
    <section className={styles.section}>
      <h3 className={styles.over}>{words.title}</h3>
      {analysis.moves.length === 0 ? (
        <p className={styles.hint}>{words.none}</p>
      ) : (
        <div className={styles.moves}>
          {analysis.moves.map((to) => (
            <Button key={to} size="small" onPress={() => onMove(to)}>
              {verb(to)}
            </Button>
          ))}
        </div>
      )}
    </section>
  );
};

const Registry = ({ analysis }: { analysis: Analysis }) => {
  const words = useAnalysisText().registry;
  const { actor } = useSession();
  if (may(actor, 'setRegistryNumber') && isDraftOpen(analysis.state)) return <RegistryForm analysis={analysis} />;
  return (
    <section className={styles.section}>
      <h3 className={styles.over}>{words.label}</h3>
      <p>{analysis.registryNumber ?? words.none}</p>
    </section>
  );
};

const Files = ({ analysis }: { analysis: Analysis }) => {
  const words = useAnalysisText().files;
  const isFinal = isAtLeast(analysis.state, 'finalised');
  if (!hasText(analysis)) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.over}>{words.title}</h3>
      {!isFinal && <p className={styles.hint}>{words.draft}</p>}
      <FileList analysisId={analysis.id} version={isFinal ? analysis.version : undefined} />
    </section>
  );
};

/** The versions that can be read, newest first, each with its own files. */
export const Versions = ({
  analysis,
  readable,
}: {
  analysis: Analysis;
  /** from which state on the files may be had */ readable: AnalysisState;
}) => {
  const text = useText();
  const words = useAnalysisText();
  const format = useFormat();
  return (
    <section className={styles.section}>
      <h3 className={styles.over}>{words.versions.title}</h3>
      <ul className={styles.versions}>
        {analysis.versions
          .toSorted((a, b) => b.version - a.version)
          .map((one) => (
            <li key={one.version}>
              <b>
                {words.version(one.version)}
                <StatusWord tone={analysisTone[one.state]}>{text.analysisStates[one.state]}</StatusWord>
              </b>
              {one.finalisedAt !== null && (
                <span className={styles.hint}>{words.versions.finalised(format.date(one.finalisedAt))}</span>
              )}
              {one.version === analysis.version ? (
                <span className={styles.hint}>{words.versions.now}</span>
              ) : (
                isAtLeast(one.state, readable) && <FileRow analysisId={analysis.id} version={one.version} />
              )}
            </li>
          ))}
      </ul>
    </section>
  );
};

const Log = ({ analysis }: { analysis: Analysis }) => {
  const text = useText();
  const words = useAnalysisText().versions;
  const format = useFormat();
  return (
    <section className={styles.section}>
      <h3 className={styles.over}>{words.log}</h3>
      {analysis.transitions.length === 0 ? (
        <p className={styles.hint}>{words.noLog}</p>
      ) : (
        <ul className={styles.log}>
          {analysis.transitions.toReversed().map((one) => (
            <li key={one.at}>
              {words.change(text.analysisStates[one.from], text.analysisStates[one.to])}
              <small>{words.by(format.dateTime(one.at), one.by, one.version)}</small>
              {one.reason !== '' && <q>{one.reason}</q>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};

/** Where the analysis goes next, its registry number, its files, its versions and who moved it. */
export const VersionsPanel = ({ analysis, onMove }: { analysis: Analysis; onMove: (to: AnalysisState) => void }) => (
  <div className={styles.panel}>
    <Moves analysis={analysis} onMove={onMove} />
    <Registry analysis={analysis} />
    <Files analysis={analysis} />
    <Versions analysis={analysis} readable="finalised" />
    <Log analysis={analysis} />
  </div>
);
