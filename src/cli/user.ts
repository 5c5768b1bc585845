import { runUserCommand } from '#modules/auth/cli.ts'
import type { CommonOptions, ExitCode } from '../main.ts'
import { print } from './report.ts'
import { withKernel } from './with-kernel.ts'

/** `vankho user list | create | reset | disable | enable` */
export async function user(
  verb: string,
  args: string[],
  o: CommonOptions & Record<string, string | boolean | undefined>,
): Promise<ExitCode> {
  return withKernel(async ({ kernel }) => {
    const done = await runUserCommand(kernel, verb, args, o)
    print(o.json, done.result, () => done.lines)
    return done.exitCode
  })
}
