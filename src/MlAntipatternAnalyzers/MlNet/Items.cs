using System;

namespace MlAntipatternAnalyzers.MlNet;

/// <summary>What one value in a column may be: one of these where it is known, several where it is one of them.</summary>
[Flags]
internal enum Items
{
    None = 0,
    Single = 1 << 0,
    Double = 1 << 1,
    Boolean = 1 << 2,
    Text = 1 << 3,
    SByte = 1 << 4,
    Byte = 1 << 5,
    Int16 = 1 << 6,
    UInt16 = 1 << 7,
    Int32 = 1 << 8,
    UInt32 = 1 << 9,
    Int64 = 1 << 10,
    UInt64 = 1 << 11,
    DateTime = 1 << 12,
    DateTimeOffset = 1 << 13,
    TimeSpan = 1 << 14,
    RowId = 1 << 15,
    Image = 1 << 16,
    ByteKey = 1 << 17,
    UInt16Key = 1 << 18,
    UInt32Key = 1 << 19,
    UInt64Key = 1 << 20,

    /// <summary>A type that the program registered.</summary>
    Custom = 1 << 21,

    Real = Single | Double,
    Signed = SByte | Int16 | Int32 | Int64,
    Unsigned = Byte | UInt16 | UInt32 | UInt64,
    Number = Real | Signed | Unsigned,
    Time = DateTime | DateTimeOffset | TimeSpan,
    Key = ByteKey | UInt16Key | UInt32Key | UInt64Key,

    /// <summary>What ML.NET calls primitive: all but images and registered types.</summary>
    Primitive = Number | Boolean | Text | Time | RowId | Key,
    Any = Primitive | Image | Custom,
}

/// <summary>How many values a row has in a column.</summary>
[Flags]
internal enum Shapes
{
    None = 0,

    /// <summary>One.</summary>
    Scalar = 1,

    /// <summary>The same number in each row.</summary>
    Fixed = 2,

    /// <summary>As many as the row happens to have.</summary>
    Variable = 4,

    Vector = Fixed | Variable,
    Any = Scalar | Vector,
}
