import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'

const brotli = promisify(brotliCompress)
const options = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }

/**
 * Writes a `.br` beside each script and style of the build, at the highest quality: done once per build,
 * it makes the invite page lighter. server/http/static-files.ts serves the files.
 * @param {string} root
 */
export async function compressBuild(root) {
  const folder = join(root, '.next/static')
  const files = await readdir(folder, { recursive: true })
  const texts = files.filter((name) => /\.(js|css|svg|json)$/.test(name))
  await Promise.all(
    texts.map(async (name) => {
      const file = join(folder, name)
      await writeFile(`${file}.br`, await brotli(await readFile(file), options))
    }),
  )
}
