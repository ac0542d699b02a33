/// A value in every form it can be shown in.
public struct Display: Hashable, Sendable {
  /// One form of a display.
  public struct Representation: Hashable, Sendable {
    /// The MIME type: `text/plain`, `text/html`, `text/markdown`, `image/svg+xml`, `image/png`.
    public var mime: String
    /// The content; UTF-8 where the type is textual.
    public var bytes: [UInt8]

    /// Creates a form of type `mime`.
    public init(mime: String, bytes: [UInt8]) {
      self.mime = mime
      self.bytes = bytes
    }
  }

  /// The forms, richest first.
  public var representations: [Representation]
  /// The data of a figure, which checks compare instead of its drawing.
  public var figure: FigureData?
  /// What is shown again when it has changed: within a cell, a display takes the place of an earlier
  /// one with the same name.
  public var id: String?

  /// Creates a display with several forms.
  public init(_ representations: [Representation], figure: FigureData? = nil, id: String? = nil) {
    self.representations = representations
    self.figure = figure
    self.id = id
  }
}

extension Display {
  /// What to tell someone who waits, in place of what was told before, while nothing of it is kept.
  package init(status text: String) { self.init(Self.statusType, text) }

  /// What to tell someone who waits, if that is all there is to this display.
  package var status: String? {
    representations.first?.mime == Self.statusType ? text(Self.statusType) : nil
  }

  private static let statusType = "text/x-lectern-status"
}

extension Display {
  /// A display of type `mime` with one textual form.
  public init(_ mime: String, _ text: String, figure: FigureData? = nil) {
    self.init([Representation(mime: mime, bytes: Array(text.utf8))], figure: figure)
  }

  /// The text of the form of type `mime`, or `nil` when there is none.
  public func text(_ mime: String) -> String? {
    representations.first { $0.mime == mime }.map { String(decoding: $0.bytes, as: UTF8.self) }
  }
}

/// A value that a notebook shows richly instead of printing it.
public protocol Displayable {
  /// The value in every form it can be shown in.
  var display: Display { get }
}

extension Display: Displayable {
  public var display: Display { self }
}
