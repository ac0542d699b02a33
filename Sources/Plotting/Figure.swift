public import CellOutput
import Markup

/// A picture of data: one or more panels in a grid, drawn as SVG.
///
/// A cell shows a figure by leaving it as its last expression. The same data gives the same bytes.
public struct Figure: Sendable {
  /// The title over all panels; empty for none.
  public var title = ""
  /// The panels in reading order.
  package var panels: [Panel]
  /// How many panels stand side by side.
  package var columns = 1
  /// The size of one panel in CSS pixels, or `nil` for one that suits the number of columns.
  package var panelSize: PanelSize?

  /// Creates a figure of one panel.
  package init(_ panel: Panel) { panels = [panel] }

  /// Creates a figure of `panels`, `columns` of them side by side.
  package init(_ panels: [Panel], columns: Int) {
    self.panels = panels
    self.columns = max(1, columns)
  }
}

/// The size of one panel with its labels, in CSS pixels.
package struct PanelSize: Hashable, Sendable {
  package var width: Double
  package var height: Double
}

extension Figure {
  /// Returns the figure with each panel `width` by `height` CSS pixels, labels included.
  ///
  /// Sizes outside 120…4000 are moved to the nearest of the two.
  public func sized(width: Double, height: Double) -> Figure {
    func bounded(_ length: Double) -> Double { length > 120 ? min(length, 4000) : 120 }
    var copy = self
    copy.panelSize = PanelSize(width: bounded(width), height: bounded(height))
    return copy
  }

  /// Returns the figure with `title` over all of its panels.
  public func titled(_ title: String) -> Figure {
    var copy = self
    copy.title = title
    return copy
  }

  /// Returns the figure with what `other` draws on top, panel by panel.
  ///
  /// Titles, labels, scales and limits are those of this figure where both have them.
  public func adding(_ other: Figure) -> Figure {
    var copy = self
    for (index, panel) in other.panels.enumerated() {
      if index < copy.panels.count {
        copy.panels[index].add(panel)
      } else {
        copy.panels.append(panel)
      }
    }
    return copy
  }
}

extension Figure: Displayable {
  public var display: Display {
    Display(
      [
        Display.Representation(mime: "image/svg+xml", bytes: Array(svg.markup.utf8)),
        Display.Representation(mime: "text/plain", bytes: Array(description.utf8)),
      ],
      figure: data)
  }
}

extension Figure: CustomStringConvertible {
  /// The figure in words: `Figure: 2 panels, 4 series`.
  public var description: String {
    func count(_ number: Int, _ one: String, _ many: String) -> String {
      "\(number) \(number == 1 ? one : many)"
    }
    let images = panels.lazy.filter(\.isImage).count
    if images > 0, images == panels.count {
      return "\(figureName): \(count(images, "image", "images"))"
    }
    let series = panels.reduce(0) { $0 + $1.marks.count }
    return "\(figureName): \(count(panels.count, "panel", "panels")),"
      + " \(count(series, "series", "series"))"
  }

  private var figureName: String { title.isEmpty ? "Figure" : "Figure “\(title)”" }
}
