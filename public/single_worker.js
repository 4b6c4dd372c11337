// The worker of the single file: its files come with the first message, and all that follows is worker.js as ever.
self.onmessage = ({ data }) => {
  self.onmessage = null;
  self.handed_files = data;
  import('./worker.js');
};
