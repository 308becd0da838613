/// Which statements one connection has prepared, and under which names.
struct PreparedStatements {
  private var names: [String: String] = [:]
  /// Grows each time that all is forgotten. Names of an older generation may still exist on the server.
  private(set) var generation = 0

  /// The name on the server, or nil if the statement is to be prepared first.
  func name(of statement: Statement) -> String? { names[statement.name] }

  /// Remembers the statement as prepared and returns the name to prepare it under.
  mutating func add(_ statement: Statement) -> String {
    let name = serverName(of: statement)
    names[statement.name] = name
    return name
  }

  /// To be called if preparing failed.
  mutating func forget(_ statement: Statement) {
    names[statement.name] = nil
  }

  /// To be called if the server has lost or outgrown what was prepared; the names will be fresh.
  mutating func forgetAll() {
    names.removeAll(keepingCapacity: true)
    generation += 1
  }

  /// PostgreSQL tells names apart by their first 63 bytes only.
  private func serverName(of statement: Statement) -> String {
    let isLong = statement.name.utf8.count > 48
    let stem = isLong ? "\(statement.name.prefix(12))~\(names.count)" : statement.name
    return generation == 0 ? stem : "\(stem)#\(generation)"
  }
}
