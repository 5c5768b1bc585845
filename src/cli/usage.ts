/** Wrong usage, said in the user's language: what is wrong, how the command is written, where help is. */
import type { Command, CommanderError } from 'commander'

const SENTENCES: Readonly<Record<string, { vi: (name: string) => string; en: (name: string) => string }>> = {
  'commander.unknownCommand': { vi: (n) => `Không có lệnh “${n}”.`, en: (n) => `There is no command “${n}”.` },
  'commander.unknownOption': { vi: (n) => `Không có tùy chọn “${n}”.`, en: (n) => `There is no option “${n}”.` },
  'commander.missingArgument': { vi: (n) => `Còn thiếu <${n}>.`, en: (n) => `<${n}> is missing.` },
  'commander.optionMissingArgument': {
    vi: (n) => `Tùy chọn “${n}” cần một giá trị.`,
    en: (n) => `The option “${n}” needs a value.`,
  },
  'commander.missingMandatoryOptionValue': {
    vi: (n) => `Cần tùy chọn “${n}”.`,
    en: (n) => `The option “${n}” is required.`,
  },
  'commander.excessArguments': { vi: () => 'Thừa tham số.', en: () => 'There are too many arguments.' },
  'commander.invalidArgument': {
    vi: (n) => `Giá trị của “${n}” không hợp lệ.`,
    en: (n) => `The value of “${n}” is not valid.`,
  },
  'commander.help': { vi: () => 'Xin chọn một lệnh.', en: () => 'Choose a command.' },
}

/** The command that the words name, as far as they do. */
function named(program: Command, words: readonly string[]): Command {
  let at = program
  for (const word of words) {
    const next = at.commands.find((one) => one.name() === word)
    if (next) at = next
  }
  return at
}

/**
 * Lines for standard error.
 * @param words what was typed after the program's name
 */
export function usageLines(
  program: Command,
  error: CommanderError,
  words: readonly string[],
  lang: 'vi' | 'en',
): string[] {
  const command = named(program, words)
  const path = [...ancestors(command).map((one) => one.name()), command.name()].join(' ')
  const name = /'([^']+)'/.exec(error.message)?.[1] ?? ''
  const guess = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message)?.[1]
  const sentence = SENTENCES[error.code]?.[lang](name) ?? error.message
  const lines = [guess ? `${sentence} ${lang === 'vi' ? 'Có phải' : 'Did you mean'}: ${guess}?` : sentence]
  lines.push(`${lang === 'vi' ? 'Cách dùng' : 'Usage'}: ${path} ${command.usage()}`)
  if (command.commands.length > 0)
    lines.push(`${lang === 'vi' ? 'Các lệnh' : 'Commands'}: ${command.commands.map((one) => one.name()).join(', ')}`)
  lines.push(lang === 'vi' ? `Xem thêm: ${path} --help` : `More: ${path} --help`)
  return lines
}

function ancestors(command: Command): Command[] {
  return command.parent ? [...ancestors(command.parent), command.parent] : []
}
