import SQL
import Testing

@testable import Jobs

struct MigrationPlanTests {
  private let known = Array(Migration.all.prefix(7))

  private func ledger(_ count: Int) -> [LedgerEntry] {
    known.prefix(count).map {
      LedgerEntry(
        number: $0.number, name: $0.name, upSHA256: $0.upSHA256, downSHA256: $0.downSHA256, downScript: $0.down)
    }
  }

  private func refusal(_ plan: () throws -> MigrationPlan) -> String? {
    do {
      _ = try plan()
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test func `up runs what is missing, in order`() throws {
    #expect(
      try MigrationPlan.up(ledger(5), known).steps.map(\.title) == ["up   0006_audit_event", "up   0007_retention"])
    #expect(try MigrationPlan.up(ledger(7), known).steps.isEmpty)
  }

  @Test func `to runs the ledger's own scripts backwards`() throws {
    let plan = try MigrationPlan.to(5, ledger(7), known)
    #expect(plan.steps.map(\.title) == ["down 0007_retention", "down 0006_audit_event"])
    #expect(plan.losses.count == 2)
  }

  @Test func `an older release says what it would undo, and undoes it when told`() throws {
    let older = Array(known.prefix(5))
    let refusal = try #require(refusal { try MigrationPlan.up(ledger(7), older) })
    #expect(refusal.contains("0007_retention, 0006_audit_event would have to be undone"))
    #expect(refusal.contains("migrate to 0005"))
    #expect(try MigrationPlan.to(5, ledger(7), older).steps.count == 2)
  }

  @Test func `an edited migration is refused`() throws {
    var edited = ledger(7)
    edited[2].upSHA256 = "x"
    let refusal = try #require(refusal { try MigrationPlan.up(edited, known) })
    #expect(refusal.contains("0003_authentication was edited"))
  }

  @Test func `a migration that comes too late or is gone is refused`() throws {
    var gap = ledger(7)
    gap.remove(at: 3)
    #expect(refusal { try MigrationPlan.up(gap, known) }?.contains("0004_alert comes too late") == true)
    let without = known.filter { $0.number != 4 }
    #expect(refusal { try MigrationPlan.up(ledger(7), without) }?.contains("no such file") == true)
  }

  @Test func `there is nothing below zero and nothing unknown`() {
    #expect(refusal { try MigrationPlan.down([], known) } != nil)
    #expect(refusal { try MigrationPlan.to(99, ledger(7), known) }?.contains("no migration 0099") == true)
  }
}
