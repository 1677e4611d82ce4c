import { Button, ErrorState } from '@samsyn/ui';
import { Component, type ReactNode } from 'react';
import { useText } from '../text/index.ts';
import styles from './Page.module.css';

/** A part of the program that the server no longer has: it was updated while this page was open. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error &&
  /dynamically imported module|Importing a module script|module script failed/i.test(error.message);

const Crash = ({ error }: { error: unknown }) => {
  const { error: words, verbs } = useText();
  const outdated = isOutdated(error);
  return (
    <div className={styles.page} data-region="page">
      <ErrorState
        title={outdated ? words.newVersionTitle : words.crashTitle}
        actions={
          <Button variant="primary" onPress={() => location.reload()}>
            {verbs.reload}
          </Button>
        }
      >
        {outdated ? words.newVersionText : words.crashText}
      </ErrorState>
    </div>
  );
};

type Props = { resetKey: string; children: ReactNode };
type State = { error: unknown; failed: boolean; resetKey: string };

/** Keeps the bar standing when a page breaks; another page (`resetKey`) is a new start. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: undefined, failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error, failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): State | null {
    return props.resetKey === state.resetKey ? null : { error: undefined, failed: false, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    return this.state.failed ? <Crash error={this.state.error} /> : this.props.children;
  }
}
