import Glibc

/// How numbers become colours.
///
/// Equal steps look equally far apart: between few given colours the way is straight in Oklab,
/// whose lightness is even (B. Ottosson, "A perceptual color space for image processing", 2020).
public enum ColorMap: Hashable, Sendable {
  /// From dark blue through green to bright yellow; lightness grows evenly.
  case sequential
  /// Blue below the middle, red above it, and nearly white there.
  case diverging
  /// From black to white.
  case grey
}

extension ColorMap {
  /// A colour on a screen, in sRGB.
  package struct Color: Hashable, Sendable {
    package var red: UInt8
    package var green: UInt8
    package var blue: UInt8
  }

  /// Lightness, green to red, and blue to yellow of the colours at even distances.
  private var stops: [SIMD3<Double>] {
    switch self {
    case .sequential:
      [
        [0.26, 0.04, -0.11], [0.4275, 0.03, -0.14], [0.595, -0.06, -0.05],
        [0.7625, -0.11, 0.09], [0.93, -0.03, 0.15],
      ]
    case .diverging:
      [
        [0.38, -0.02, -0.13], [0.66, -0.04, -0.09], [0.94, 0, 0], [0.66, 0.11, 0.06],
        [0.38, 0.13, 0.06],
      ]
    case .grey: [[0, 0, 0], [1, 0, 0]]
    }
  }

  /// The colour at `share` of the way, which goes from 0 to 1; nearest for numbers outside.
  package func color(_ share: Double) -> Color {
    let stops = stops
    let way = min(max(share.isNaN ? 0 : share, 0), 1) * Double(stops.count - 1)
    let index = min(Int(way), stops.count - 2)
    return Color(oklab: stops[index] + (stops[index + 1] - stops[index]) * (way - Double(index)))
  }
}

extension ColorMap.Color {
  /// The nearest colour of a screen to one in Oklab.
  fileprivate init(oklab color: SIMD3<Double>) {
    let cones = SIMD3(
      color.x + 0.3963377774 * color.y + 0.2158037573 * color.z,
      color.x - 0.1055613458 * color.y - 0.0638541728 * color.z,
      color.x - 0.0894841775 * color.y - 1.2914855480 * color.z)
    let light = cones * cones * cones
    red = Self.byte((light * [4.0767416621, -3.3077115913, 0.2309699292]).sum())
    green = Self.byte((light * [-1.2684380046, 2.6097574011, -0.3413193965]).sum())
    blue = Self.byte((light * [-0.0041960863, -0.7034186147, 1.7076147010]).sum())
  }

  /// The byte of sRGB for an amount of light from 0 to 1 (IEC 61966-2-1).
  private static func byte(_ light: Double) -> UInt8 {
    let light = min(max(light, 0), 1)
    let share = light <= 0.0031308 ? 12.92 * light : 1.055 * pow(light, 1 / 2.4) - 0.055
    return UInt8((share * 255).rounded())
  }

  /// The colour as `#0072b2`.
  var hex: String {
    "#"
      + [red, green, blue].map {
        let digits = String($0, radix: 16)
        return digits.count < 2 ? "0" + digits : digits
      }.joined()
  }

  /// Whether black text is easier to read on the colour than white (WCAG 2, contrast ratio).
  var isBright: Bool {
    func light(_ byte: UInt8) -> Double {
      let share = Double(byte) / 255
      return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
    let luminance = 0.2126 * light(red) + 0.7152 * light(green) + 0.0722 * light(blue)
    return luminance + 0.05 > (1.05 * 0.05).squareRoot()
  }
}
