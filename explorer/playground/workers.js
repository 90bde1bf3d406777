// The editor asks for a worker by label. Each is a file of our own, since the
// page's policy admits neither blob: workers nor another host.
const files = { json: 'json.worker.js', graphql: 'graphql.worker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_id, label) => new Worker(`/playground/${files[label] ?? 'editor.worker.js'}`),
};
