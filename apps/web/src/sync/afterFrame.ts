/** Calls back when the frame that is being made now has been handed to the screen. In a hidden page: never, before it is seen again. */
export const afterFrame = (act: () => void): void => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      act();
    };
    port2.postMessage(null);
  });
};
