import Foundation
import PackagePlugin

/// Turns every file of `sql/` into a Swift constant of the target `SQL`, so that a missing file is a compile error.
@main
struct EmbedSQL: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
    let sql = context.package.directoryURL.appending(path: "sql")
    let generated = context.pluginWorkDirectoryURL.appending(path: "Embedded.swift")
    return [
      .buildCommand(
        displayName: "Embedding sql/",
        executable: try context.tool(named: "embed-sql").url,
        arguments: [sql.path, generated.path],
        inputFiles: try files(in: sql),
        outputFiles: [generated]
      )
    ]
  }

  private func files(in directory: URL) throws -> [URL] {
    try FileManager.default.subpathsOfDirectory(atPath: directory.path)
      .filter { $0.hasSuffix(".sql") }
      .map { directory.appending(path: $0) }
  }
}
