export function registerRunning(folder: string, kind: 'start' | 'dev'): void
export function listRunning(folder: string): { pid: number; kind: string }[]
