using System;
using System.Buffers.Binary;
using System.Collections.Generic;
using System.Numerics;
using System.Text.Json;

namespace MlAntipatternAnalyzers.Runtime;

/// <summary>
/// Counts different values by their hashes (<see cref="ValueHash"/>): exactly up to <see cref="ExactLimit"/>, above it by HyperLogLog with 2¹⁴ registers, 16 KB. Counters of parts merge to
/// the counter of the whole, exactly as if it had seen everything, in any order.
/// </summary>
/// <remarks>
/// Registers after Flajolet, Fusy, Gandouet and Meunier, <i>HyperLogLog</i>, AofA 2007; the estimate after Ertl, <i>New cardinality estimation algorithms for HyperLogLog sketches</i>,
/// 2017 (algorithm 6), which is unbiased for every count. Not safe for several threads: give each its own, and merge.
/// </remarks>
public sealed class DistinctCounter
{
    /// <summary>Up to how many different values the count is exact.</summary>
    public const int ExactLimit = 4096;

    private const int IndexBits = 14;
    private const int Registers = 1 << IndexBits;
    private const int LargestRank = 64 - IndexBits + 1;

    // 0 is a free place; a hash of 0 is kept beside the table.
    private ulong[] _hashes = new ulong[16];
    private int _count;
    private bool _hasZero;
    private byte[]? _registers;

    /// <summary>How many different values there were; above <see cref="ExactLimit"/> an estimate.</summary>
    public long Count => _registers is null ? _count + (_hasZero ? 1 : 0) : (long)Math.Round(Estimate(_registers));

    /// <summary>Whether the count is exact, but for two values of one hash.</summary>
    public bool IsExact => _registers is null;

    /// <summary>The standard error as a share of the count: 0 when exact, else 1.04 / √2¹⁴ = 0.81 %. Two counts of three are within it, 997 of 1,000 within three times as much.</summary>
    public double RelativeError => IsExact ? 0 : 1.04 / Math.Sqrt(Registers);

    /// <summary>Whose hashes these are; null for <see cref="ValueHash"/>. A database has a hash of its own, and what two different hashes made of a value cannot be compared.</summary>
    internal string? HashName { get; private set; }

    /// <summary>An empty counter of other hashes than those of <see cref="ValueHash"/>.</summary>
    internal static DistinctCounter Of(string? hashName) => new() { HashName = hashName };

    /// <summary>Adds the hash of the longest run of zeros in each register, which is all that an estimate needs.</summary>
    internal void AddRegisters(ReadOnlySpan<ulong> hashes)
    {
        if (_registers is null)
            GoOnWithRegisters();
        foreach (var hash in hashes)
            Register(hash);
    }

    /// <summary>Adds a value by its hash.</summary>
    public void Add(ulong hash)
    {
        if (_registers is not null)
            Register(hash);
        else if (hash == 0)
            AddZero();
        else
            Insert(hash);
    }

    /// <summary>Adds all that another counter has seen. The other one does not change.</summary>
    /// <exception cref="ArgumentException">Another engine's hashes are in the other.</exception>
    public void Merge(DistinctCounter other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (ReferenceEquals(this, other) || other.Count == 0)
            return;
        if (Count == 0)
            HashName = other.HashName;
        if (other.HashName != HashName)
        {
            throw new ArgumentException(
                $"Counts of different values merge when they were made by one hash; here one is that of {HashName ?? "this library"}, the other that of {other.HashName ?? "this library"}. Let one engine compute both.", nameof(other));
        }
        if (other._registers is not null)
        {
            if (_registers is null)
                GoOnWithRegisters();
            for (var i = 0; i < Registers; i++)
                _registers![i] = Math.Max(_registers[i], other._registers[i]);
            return;
        }
        foreach (var hash in other._hashes)
        {
            if (hash != 0)
                Add(hash);
        }
        if (other._hasZero)
            Add(0);
    }

    /// <summary>Writes the state as an object.</summary>
    internal void WriteTo(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        if (HashName is not null)
            json.WriteString("hash", HashName);
        if (_registers is not null)
        {
            json.WriteBase64String("registers", _registers);
        }
        else
        {
            // Sorted: the same values give the same file, however the table lies.
            var hashes = new List<ulong>(_count + 1);
            if (_hasZero)
                hashes.Add(0);
            foreach (var hash in _hashes)
            {
                if (hash != 0)
                    hashes.Add(hash);
            }
            hashes.Sort();
            var bytes = new byte[hashes.Count * sizeof(ulong)];
            for (var i = 0; i < hashes.Count; i++)
                BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i * sizeof(ulong)), hashes[i]);
            json.WriteBase64String("hashes", bytes);
        }
        json.WriteEndObject();
    }

    /// <summary>Reads what <see cref="WriteTo"/> wrote; the cursor is at the object's start, and afterwards at its end.</summary>
    internal static DistinctCounter Read(ref JsonCursor json)
    {
        json.Expect(JsonTokenType.StartObject, "a distinct counter ({ \"hashes\": … } or { \"registers\": … })");
        var start = json.Offset;
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        var counter = new DistinctCounter();
        while (json.NextProperty(out var property, seen))
        {
            if (seen.Count > (seen.ContainsKey("hash") ? 2 : 1))
                throw json.Error(seen[property], $"expected a distinct counter to have one property, found '{property}' too");
            switch (property)
            {
                case "hash":
                    counter.HashName = json.String("the name of the hash");
                    break;
                case "hashes":
                    var hashes = SketchJson.Bytes(json, property, $"at most {ExactLimit} hashes of 8 bytes in base 64", length => length % sizeof(ulong) == 0 && length / sizeof(ulong) <= ExactLimit);
                    for (var i = 0; i < hashes.Length; i += sizeof(ulong))
                        counter.Add(BinaryPrimitives.ReadUInt64LittleEndian(hashes.AsSpan(i)));
                    break;
                case "registers":
                    counter._registers = SketchJson.Bytes(json, property, $"{Registers} registers of a byte in base 64", length => length == Registers);
                    counter._hashes = [];
                    if (Array.FindIndex(counter._registers, register => register > LargestRank) is >= 0 and var wrong)
                        throw json.Error($"expected registers of 0 to {LargestRank}, found {counter._registers[wrong]} in register {wrong}");
                    break;
                default:
                    throw JsonFormat.UnknownProperty(json, seen[property], property, "hashes, registers");
            }
        }
        return seen.Count > (counter.HashName is null ? 0 : 1) ? counter : throw json.Error(start, "expected a distinct counter to have 'hashes' or 'registers', found neither");
    }

    private void AddZero()
    {
        if (_hasZero)
            return;
        if (_count == ExactLimit)
        {
            GoOnWithRegisters();
            Register(0);
        }
        else
        {
            _hasZero = true;
        }
    }

    private void Insert(ulong hash)
    {
        var mask = _hashes.Length - 1;
        var at = (int)hash & mask;
        while (_hashes[at] != 0)
        {
            if (_hashes[at] == hash)
                return;
            at = (at + 1) & mask;
        }
        if (_count + (_hasZero ? 1 : 0) == ExactLimit)
        {
            GoOnWithRegisters();
            Register(hash);
            return;
        }
        _hashes[at] = hash;
        if (++_count > _hashes.Length / 2)
            Grow();
    }

    private void Grow()
    {
        var old = _hashes;
        _hashes = new ulong[old.Length * 2];
        var mask = _hashes.Length - 1;
        foreach (var hash in old)
        {
            if (hash == 0)
                continue;
            var at = (int)hash & mask;
            while (_hashes[at] != 0)
                at = (at + 1) & mask;
            _hashes[at] = hash;
        }
    }

    private void GoOnWithRegisters()
    {
        _registers = new byte[Registers];
        foreach (var hash in _hashes)
        {
            if (hash != 0)
                Register(hash);
        }
        if (_hasZero)
            Register(0);
        _hashes = [];
        (_count, _hasZero) = (0, false);
    }

    private void Register(ulong hash)
    {
        // The first bits choose the register; it keeps the longest run of zeros in the others. The bit below them ends a run at the latest.
        var rank = (byte)(BitOperations.LeadingZeroCount((hash << IndexBits) | (1UL << (IndexBits - 1))) + 1);
        ref var register = ref _registers![hash >> (64 - IndexBits)];
        if (rank > register)
            register = rank;
    }

    private static double Estimate(byte[] registers)
    {
        var counts = new int[LargestRank + 1];
        foreach (var register in registers)
            counts[register]++;
        var sum = Registers * Tau(1 - ((double)counts[LargestRank] / Registers));
        for (var rank = LargestRank - 1; rank >= 1; rank--)
            sum = 0.5 * (sum + counts[rank]);
        sum += Registers * Sigma((double)counts[0] / Registers);
        return Registers / (2 * Math.Log(2)) * Registers / sum;
    }

    // x + Σ x^(2^k)·2^(k−1), k from 1 on.
    private static double Sigma(double x)
    {
        if (x == 1)
            return double.PositiveInfinity;
        var (sum, power) = (x, 1.0);
        for (var before = double.NaN; sum != before;)
        {
            x *= x;
            before = sum;
            sum += x * power;
            power *= 2;
        }
        return sum;
    }

    // (1 − x − Σ (1 − x^(2^−k))²·2^−k) / 3, k from 1 on.
    private static double Tau(double x)
    {
        if (x is 0 or 1)
            return 0;
        var (sum, power) = (1 - x, 1.0);
        for (var before = double.NaN; sum != before;)
        {
            x = Math.Sqrt(x);
            before = sum;
            power *= 0.5;
            sum -= (1 - x) * (1 - x) * power;
        }
        return sum / 3;
    }
}
