/// Which column of a foreign file is which of ours.
struct ColumnMap: Sendable {
  private let ours: [String: String]
  private let known: [String]

  /// - Parameter map: foreign names and ours. Throws `JobError` for a name that is none of ours.
  init(_ map: [String: String], known: [String]) throws(JobError) {
    for (theirs, our) in map where !known.contains(our) {
      throw JobError("map \(theirs)=\(our): there is no column \(our); ours are \(known.joined(separator: ", ")).")
    }
    ours = Dictionary(map.map { ($0.key.lowercased(), $0.value) }) { first, _ in first }
    self.known = known
  }

  /// Where each of our columns stands in a file with this header; letter case and white space around do not matter.
  /// Throws `JobError` for a column that stands there twice.
  func positions(_ header: [String]) throws(JobError) -> [String: Int] {
    var positions: [String: Int] = [:]
    let mapped = Set(ours.values)
    for (position, theirs) in header.enumerated() {
      let name = ImportColumns.trimmed(theirs).lowercased()
      let our = ours[name] ?? (known.contains(name) && !mapped.contains(name) ? name : nil)
      guard let our else { continue }
      guard positions[our] == nil else { throw JobError("The file has two columns \(our).") }
      positions[our] = position
    }
    return positions
  }
}
