/// Returns `images` in a grid, each with its title over it; pixels stay sharp however large.
///
/// - Parameters:
///   - titles: One an image, of several lines if it has line breaks; images without one go without.
///   - columns: How many stand side by side; up to 6, when it is not said.
///   - scale: How large they are drawn; 1 suits a column of text.
package func imageGrid(
  _ images: [Raster], titles: [String] = [], columns: Int? = nil, scale: Double = 1,
  title: String = ""
) -> Figure {
  let columns = max(1, columns ?? min(6, images.count))
  let panels = images.enumerated().map { index, image in
    var panel = Panel()
    panel.title = index < titles.count ? titles[index] : ""
    panel.legend = .hidden
    panel.marks = [Mark("", slot: 0, .image(image))]
    return panel
  }
  var figure = Figure(panels, columns: columns).titled(title)
  let shape = images.map { Double($0.height) / Double(max($0.width, 1)) }.max() ?? 1
  let factor = scale.isFinite ? min(max(scale, 0.1), 20) : 1
  let width = (min(max(480 / Double(columns), 60), 200) * factor).rounded()
  let lines = panels.map(\.titleLines.count).max() ?? 0
  let space = PanelDrawing.imageMargin * 2
  figure.panelSize = PanelSize(
    width: width,
    height: min((width - space) * shape, 2000).rounded() + space
      + Double(lines) * PanelDrawing.imageTitleLine)
  return figure
}
