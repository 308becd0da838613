/// First in, first out, in a ring that grows and is then reused.
struct Queue<Element> {
  private var ring: [Element?] = []
  private var head = 0
  private(set) var count = 0

  var isEmpty: Bool { count == 0 }
  var first: Element? { isEmpty ? nil : ring[head] }
  /// From the first on.
  var elements: [Element] { (0..<count).compactMap { ring[(head + $0) & (ring.count - 1)] } }

  mutating func append(_ element: Element) {
    growIfFull()
    ring[(head + count) & (ring.count - 1)] = element
    count += 1
  }

  mutating func prepend(_ element: Element) {
    growIfFull()
    head = (head - 1) & (ring.count - 1)
    ring[head] = element
    count += 1
  }

  mutating func popFirst() -> Element? {
    guard !isEmpty else { return nil }
    defer {
      ring[head] = nil
      head = (head + 1) & (ring.count - 1)
      count -= 1
    }
    return ring[head]
  }

  /// Empties the queue and returns what was in it.
  mutating func removeAll() -> [Element] {
    var elements: [Element] = []
    while let element = popFirst() { elements.append(element) }
    return elements
  }

  /// Takes out what matches and returns it; the rest keeps its order.
  mutating func remove(where matches: (Element) -> Bool) -> [Element] {
    let all = removeAll()
    for element in all where !matches(element) { append(element) }
    return all.filter(matches)
  }

  /// The size of the ring is a power of two, so that a mask wraps around.
  private mutating func growIfFull() {
    guard count == ring.count else { return }
    ring = elements + Array(repeating: nil, count: max(8, count))
    head = 0
  }
}
