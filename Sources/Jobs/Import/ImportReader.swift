import SwiftCSV

/// Reads a CSV file piece by piece, as rows for COPY.
struct ImportReader {
  private let known: [(name: String, isRequired: Bool)]
  private let options: ImportOptions
  private let school: String
  private var records = CSVRecords()
  private var delimiter = CSVDelimiter.comma
  private var columns: ImportColumns?
  private var line = 1
  private var number = 0
  /// Records of the school so far.
  private(set) var count = 0
  /// Records of other schools, which wait for their own turn.
  private(set) var otherSchools: Set<String> = []
  /// Whether records of other schools are left out, not refused.
  private let isOneOfMany: Bool

  /// One piece of the file, ready for the staging table.
  struct Piece {
    /// For `COPY import_row (line, ...)`, in text format.
    var rows: [UInt8] = []
    /// For `COPY import_refusal`.
    var refusals: [UInt8] = []
  }

  /// - Parameters:
  ///   - school: the name of the school whose rows are read.
  ///   - isOneOfMany: the rows of other schools are left out; else they are staged, to be refused.
  init(
    known: [(name: String, isRequired: Bool)], options: ImportOptions, school: String, isOneOfMany: Bool
  ) {
    self.known = known
    self.options = options
    self.school = school
    self.isOneOfMany = isOneOfMany
  }

  /// The columns that are staged; known once the header is read.
  var columnNames: [String] { columns?.names ?? [] }

  /// Columns of the file that nobody reads; known once the header is.
  var ignoredColumns: [String] { columns?.ignored ?? [] }

  /// Throws `JobError` for what is no CSV, no UTF-8, or lacks a column.
  mutating func add(_ bytes: [UInt8]) throws(JobError) -> Piece { try read(records.add(bytes)) }

  /// What stands behind the last line end.
  mutating func finish() throws(JobError) -> Piece {
    guard !records.isQuoted else {
      throw JobError("The file is not CSV: a quotation mark near line \(line) or below has no partner.")
    }
    let piece = try read(records.finish()[...])
    guard columns != nil else { throw JobError("The file is empty: its first line must name the columns.") }
    return piece
  }

  private mutating func read(_ bytes: ArraySlice<UInt8>) throws(JobError) -> Piece {
    guard !bytes.isEmpty else { return Piece() }
    guard var text = String(validating: bytes, as: UTF8.self) else {
      throw JobError("The file is not UTF-8 text near line \(line).")
    }
    if columns == nil {
      if text.hasPrefix("\u{feff}") { text.removeFirst() }
      let first = text.prefix { !$0.isNewline }
      delimiter = first.contains(";") && !first.contains(",") ? .semicolon : .comma
    }
    var piece = Piece()
    for cells in try parse(text) { try take(cells, into: &piece) }
    return piece
  }

  /// SwiftCSV takes the first line for a header, which only the first piece has.
  private func parse(_ text: String) throws(JobError) -> [[String]] {
    do {
      let csv = try CSV<Enumerated>(string: "-\n" + text, delimiter: delimiter, loadColumns: false)
      return csv.rows
    } catch {
      throw JobError(
        "The file is not CSV near line \(line) or below: a value with quotation marks must begin and end with one, and "
          + "have those within it twice.")
    }
  }

  private mutating func take(_ cells: [String], into piece: inout Piece) throws(JobError) {
    defer { line += 1 + cells.reduce(0) { $0 + Self.lineEnds($1) } }
    guard let columns else {
      // SwiftCSV makes all rows as long as the longest.
      let header = Array(cells.prefix((cells.lastIndex { !$0.isEmpty } ?? -1) + 1))
      guard !header.contains(where: { $0.utf8.contains(0) }) else {
        throw JobError("The file is not text: its first line has NUL bytes. Save it as CSV.")
      }
      columns = try ImportColumns(header: header, known: known, options: options)
      return
    }
    if cells.allSatisfy(\.isEmpty) { return }
    number += 1
    if isOneOfMany, let named = columns.school(cells), named != school {
      if !named.isEmpty { otherSchools.insert(named) }
      return
    }
    count += 1
    switch columns.values(cells, number: number, school: school) {
    case .success(let values): CopyText.append([String(line)] + values, to: &piece.rows)
    case .failure(let error): CopyText.append([String(line), "line", error.description], to: &piece.refusals)
    }
  }

  private static func lineEnds(_ cell: String) -> Int {
    cell.utf8.count { $0 == UInt8(ascii: "\n") }
  }
}
