import { LinkButton, PageHead } from '@samsyn/ui';
import { useText } from '../text/index.ts';
import { Page } from './Page.tsx';

const Message = ({ title, text, home }: { title: string; text: string; home: string }) => (
  <>
    <PageHead title={title} lead={text} />
    <div>
      <LinkButton href="/">{home}</LinkButton>
    </div>
  </>
);

/** Not there, or not for this account to see: never told apart. */
export const NotFound = () => {
  const { notFound } = useText();
  return <Message title={notFound.title} text={notFound.text} home={notFound.home} />;
};

/** Seen, but not allowed: says whom to ask. */
export const NoRight = () => {
  const { noRight, notFound } = useText();
  return <Message title={noRight.title} text={noRight.text} home={notFound.home} />;
};

export const NotFoundPage = () => (
  <Page title={useText().notFound.title}>
    <NotFound />
  </Page>
);

export const NoRightPage = () => (
  <Page title={useText().noRight.title}>
    <NoRight />
  </Page>
);
