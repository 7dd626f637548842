import { getMessages } from 'next-intl/server'

/** The name that administrators gave this instance. Not by `t`: a name is no pattern to fill in. */
export async function instanceName(): Promise<string> {
  return (await getMessages()).common.instance
}
