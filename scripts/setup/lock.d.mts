export function acquireLock(folder: string, name: string, onWait?: () => void): Promise<() => void>
