export const sources: string[]
export function buildHash(root: string): string
export function isInstalled(root: string): boolean
