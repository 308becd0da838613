import Glibc
import Jobs

/// A password from standard input; at a terminal it is asked for and not shown.
enum PasswordPrompt {
  /// Throws `JobError` if there is none.
  static func read() throws(JobError) -> String {
    let isTerminal = isatty(0) == 1
    if isTerminal { StandardError.write("Password: ") }
    let line = isTerminal ? withoutEcho { readLine() } : readLine()
    if isTerminal { StandardError.write("\n") }
    guard let line, !line.isEmpty else { throw JobError("A password is read from standard input, and there was none.") }
    return line
  }

  private static func withoutEcho<R>(_ work: () -> R) -> R {
    var settings = termios()
    tcgetattr(0, &settings)
    let before = settings
    settings.c_lflag &= ~tcflag_t(ECHO)
    tcsetattr(0, TCSAFLUSH, &settings)
    defer {
      var before = before
      tcsetattr(0, TCSAFLUSH, &before)
    }
    return work()
  }
}
