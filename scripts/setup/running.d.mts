export function registerRunning(
  folder: string,
  kind: 'start' | 'dev' | 'tool',
  pid: number,
): () => void
export function listRunning(folder: string): { pid: number; kind: string }[]
