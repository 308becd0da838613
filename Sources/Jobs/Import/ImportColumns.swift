/// Where the columns of one kind of file stand in one file.
struct ImportColumns: Sendable {
  /// Ours, in the order in which rows are staged.
  let names: [String]
  /// Those of the file that are none of ours, as they stand there.
  let ignored: [String]
  private let positions: [Int?]
  private let constants: [String?]
  private let width: Int
  private let numbered: Int?
  private let named: Int?

  /// - Parameter known: the columns of the kind, and whether each is required.
  /// Throws `JobError` if a column that is required is neither there nor given.
  init(
    header: [String], known: [(name: String, isRequired: Bool)], options: ImportOptions
  ) throws(JobError) {
    let names = known.map(\.name)
    let columns = try ColumnMap(options.map, known: names).positions(header)
    for name in options.set.keys.sorted() where !names.contains(name) {
      throw JobError("There is no column \(name) to set; ours are \(names.joined(separator: ", ")).")
    }
    ignored = header.indices.filter { !columns.values.contains($0) }.map { Self.trimmed(header[$0]) }.filter {
      !$0.isEmpty
    }
    positions = names.map { columns[$0] }
    constants = names.map { options.set[$0] }
    width = header.count
    let number = names.firstIndex(of: names.contains("full_name") ? "external_id" : "student")
    numbered = options.numberRows ? number.flatMap { columns[names[$0]] == nil ? $0 : nil } : nil
    named = numbered == nil ? nil : names.firstIndex(of: "full_name")
    self.names = names
    for (index, column) in known.enumerated() where column.isRequired {
      guard positions[index] != nil || constants[index] != nil || index == numbered || index == named else {
        throw JobError(
          "The file has no column \(column.name). Its columns are \(header.joined(separator: ", ")); say which of them it is "
            + "with map, theirs=\(column.name), or give all rows one value with set, \(column.name)=value.")
      }
    }
  }

  /// The values of one record, or why it cannot be one.
  func values(_ cells: [String], number: Int, school: String) -> Result<[String], RowError> {
    guard !cells.dropFirst(width).contains(where: { !$0.isEmpty }) else {
      return .failure(RowError(description: "has more fields than the header"))
    }
    if let column = names.indices.first(where: {
      positions[$0].map { $0 < cells.count && cells[$0].utf8.contains(0) } == true
    }) {
      return .failure(RowError(description: "has a NUL byte in \(names[column])"))
    }
    return .success(
      names.indices.map { column in
        let cell = positions[column].flatMap { $0 < cells.count ? cells[$0] : nil }.map(Self.trimmed) ?? ""
        if !cell.isEmpty { return cell }
        if let constant = constants[column] { return constant }
        if column == numbered { return "\(school)-\(number)" }
        if column == named { return "Student \(school)-\(number)" }
        return ""
      })
  }

  /// The school that a record names, nil if the file has no such column.
  func school(_ cells: [String]) -> String? {
    guard let index = names.firstIndex(of: "school") else { return nil }
    return positions[index].flatMap { $0 < cells.count ? Self.trimmed(cells[$0]) : nil } ?? constants[index]
  }

  struct RowError: Error { let description: String }

  /// Without the white space around it.
  static func trimmed(_ cell: String) -> String {
    let utf8 = cell.utf8
    guard let first = utf8.first, let last = utf8.last, first <= 0x20 || last <= 0x20 || first > 0x7f || last > 0x7f
    else { return cell }
    return String(cell.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
