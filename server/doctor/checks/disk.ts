import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Check, mistake } from '@/server/doctor/check'

/** The file system of a folder, or of the nearest one above it that exists. */
async function fileSystemOf(folder: string): Promise<{ free: number; all: number }> {
  try {
    const { bavail, blocks, bsize } = await statfs(folder)
    return { free: bavail * bsize, all: blocks * bsize }
  } catch (error) {
    if (dirname(folder) === folder) throw error
    return await fileSystemOf(dirname(folder))
  }
}

const megabytes = (bytes: number) => `${Math.floor(bytes / 1_000_000)} MB`

export const disk: Check = {
  name: 'The disk has room for the built-in database',
  applies: ({ dataFolder }) => dataFolder !== null,
  run: async ({ dataFolder, limits }) => {
    const folder = dataFolder ?? '.'
    const { free, all } = await fileSystemOf(folder)
    if (free >= limits.freeBytes && free >= all * limits.freeShare) return null
    const share = Math.floor((free / all) * 100)
    return mistake(
      `The disk of ${folder} is nearly full: ${megabytes(free)} are free, ${share} % of it.`,
      'Free some space or enlarge the disk: when it is full, nobody can sign up.',
    )
  },
}
