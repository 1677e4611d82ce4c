import type { ReactNode } from 'react';
import { fileHref, type FileName, fileNames, isShown } from './files.ts';
import styles from './panels/Panels.module.css';
import { useAnalysisText } from './text/index.ts';

/** What each file is called, and what it is for. */
export const useFileWords = (): Record<FileName, { label: string; hint: string }> => {
  const { files } = useAnalysisText();
  return {
    'report.docx': { label: files.reportDocx, hint: files.docxHint },
    'report.pdf': { label: files.reportPdf, hint: files.pdfHint },
    'presentation.pptx': { label: files.presentation, hint: files.pptxHint },
    'report.html': { label: files.reportHtml, hint: files.htmlHint },
    'report.json': { label: files.reportJson, hint: files.jsonHint },
  };
};

const FileLink = ({
  href,
  name,
  label,
  children,
}: {
  href: string;
  name: FileName;
  label?: string;
  children: ReactNode;
}) => (
  <a
    href={href}
    {...(isShown(name) ? { target: '_blank', rel: 'noopener' } : { download: true })}
    {...(label === undefined ? {} : { 'aria-label': label })}
  >
    {children}
  </a>
);

/** The five files with what each is for. */
export const FileList = ({ analysisId, version }: { analysisId: string; version?: number | undefined }) => {
  const words = useFileWords();
  return (
    <ul className={styles.files}>
      {fileNames.map((name) => (
        <li key={name}>
          <FileLink href={fileHref(analysisId, name, version)} name={name}>
            {words[name].label}
          </FileLink>
          <small>{words[name].hint}</small>
        </li>
      ))}
    </ul>
  );
};

/** The same in one row of words, for a version among others. */
export const FileRow = ({ analysisId, version }: { analysisId: string; version: number }) => {
  const words = useFileWords();
  const { files } = useAnalysisText();
  return (
    <p className={styles.fileRow}>
      {fileNames.map((name) => {
        const ending = name.slice(name.lastIndexOf('.') + 1).toUpperCase();
        return (
          <FileLink
            key={name}
            href={fileHref(analysisId, name, version)}
            name={name}
            label={`${ending}: ${files.of(words[name].label, version)}`}
          >
            {ending}
          </FileLink>
        );
      })}
    </p>
  );
};
