import { Button, ErrorState } from '@samsyn/ui';
import { Component, type ReactNode } from 'react';
import { useText } from '../text/index.ts';
import styles from './Page.module.css';

/** A part of the program that the server no longer has: it was updated while this page was open. */
const isOutdated = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|Importing a module script|module script failed/i.test(error.message);

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

type State = { error: unknown; failed: boolean };

/** Keeps the bar standing when a page breaks; another page (`resetKey`) is a new start. */
export class ErrorBoundary extends Component<{ resetKey: string; children: ReactNode }, State> {
  override state: State = { error: undefined, failed: false };

  static getDerivedStateFromError(error: unknown): State {
    return { error, failed: true };
  }

  override componentDidUpdate(previous: { resetKey: string }): void {
    if (this.state.failed && previous.resetKey !== this.props.resetKey) this.setState({ error: undefined, failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? <Crash error={this.state.error} /> : this.props.children;
  }
}
