import Foundation

// Usage: embed-sql SQL_DIRECTORY GENERATED_FILE
// Called by the build plugin EmbedSQL. Writes the text of every script and query as Swift constants:
//   migrations/NNNN_name.{up,down}.sql  -> Migration.all, in order of their numbers
//   code/**/*.sql                       -> Script.code, in the order in which they must run
//   demo/*.sql                          -> Script.demo, in order of their names
//   queries/<noun>/<verb>_<noun>.sql    -> Statement.<verb><Noun>
let directory = URL(filePath: CommandLine.arguments[1])
let output = URL(filePath: CommandLine.arguments[2])

struct File {
  let path: String
  let text: String
  var name: String { URL(filePath: path).deletingPathExtension().lastPathComponent }

  /// The text as a raw Swift string literal.
  var literal: String { "###\"\"\"\n\(text)\n\"\"\"###" }
  /// The same under its name, which so stands wherever PostgreSQL shows the statement.
  var namedLiteral: String { "###\"\"\"\n-- \(name)\n\(text)\n\"\"\"###" }
}

let files = try FileManager.default.subpathsOfDirectory(atPath: directory.path)
  .filter { $0.hasSuffix(".sql") }
  .sorted()
  .map { File(path: $0, text: try String(contentsOf: directory.appending(path: $0), encoding: .utf8)) }

func files(under folder: String) -> [File] { files.filter { $0.path.hasPrefix(folder + "/") } }

func camelCase(_ name: String) -> String {
  let words = name.split(separator: "_")
  return words.prefix(1).joined() + words.dropFirst().map(\.capitalized).joined()
}

func scripts(_ files: [File]) -> String {
  files.map { "    Script(path: \"\($0.path)\", text: \($0.literal))," }.joined(separator: "\n")
}

// New functions are made while the old ones work; only from drop.sql on does anybody wait.
let code =
  files.filter { $0.path == "code/set_aside.sql" } + files(under: "code/functions")
  + files.filter { $0.path == "code/drop.sql" }
  + ["views", "dashboards", "policies", "triggers"].flatMap { files(under: "code/\($0)") }
  + files.filter { $0.path == "code/grants.sql" }

let migrations = files(under: "migrations").filter { $0.name.hasSuffix(".up") }.map { up in
  let name = String(up.name.dropLast(3))
  guard let down = files.first(where: { $0.path == "migrations/\(name).down.sql" }) else {
    fatalError("sql/migrations/\(name).up.sql has no \(name).down.sql beside it")
  }
  return
    "    Migration(number: \(Int(name.prefix(4))!), name: \"\(name.dropFirst(5))\", up: \(up.literal), down: \(down.literal)),"
}

let queries = files(under: "queries").map {
  "  public static let \(camelCase($0.name)) = Statement(name: \"\($0.name)\", text: \($0.namedLiteral))"
}

let generated = """
  import Postgres

  extension Migration {
    /// Every migration that this release knows, in order.
    public static let all: [Migration] = [
  \(migrations.joined(separator: "\n"))
    ]
  }

  extension Script {
    /// Functions, views, policies, triggers and grants, in the order in which they are rebuilt.
    public static let code: [Script] = [
  \(scripts(code))
    ]

    /// Where migrations are noted.
    public static let ledger = Script(path: "ledger.sql", text: \(files.first { $0.path == "ledger.sql" }!.literal))

    /// The demo school.
    public static let demo: [Script] = [
  \(scripts(files(under: "demo")))
    ]
  }

  extension Statement {
  \(queries.joined(separator: "\n"))
  }

  """
try generated.write(to: output, atomically: true, encoding: .utf8)
