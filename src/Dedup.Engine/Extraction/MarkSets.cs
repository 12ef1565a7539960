using System.Runtime.CompilerServices;

namespace Dedup.Engine.Extraction;

/// <summary>Tells in one walk over a line which sets of <see cref="Marks"/> may stand in it.</summary>
/// <remarks>
/// Of every mark one group of four characters, its rarest, is entered in a table that <see cref="LineFeatures"/> asks at every
/// character. What it names is searched for exactly, what it does not name cannot stand there: ten searches of every line become one.
/// </remarks>
internal static class MarkSets
{
    private const int GroupLength = 4;
    private const int CodeBits = 5;
    private const int WindowMask = (1 << (GroupLength * CodeBits)) - 1;
    private const int OtherCode = 31;

    /// <summary>Groups of three as English news has them, the commonest first; a blank is shown as _.</summary>
    private static readonly Dictionary<string, int> Common =
        """
        _th the he_ _to ing to_ _in ed_ ng_ nd_ _an and er_ on_ _of _co es_ in_ of_ ion _re _a_ re_ for is_ _fo ent s_a _be as_ e_t or_ _ha ter at_ d_t _wi n_t tio e_a
        s_t an_ ts_ _ma t_t _on al_ st_ e_s _pr ers _se ll_ _de _sa _st ver tha nt_ con e_c s_o rs_ ate ve_ _is _wa ly_ ati _fi en_ _ca th_ _ne e_o _he hat le_ ut_ e_p
        s_s _it _wh are e_i _mo _we ld_ com all men res ill d_a it_ rea e_w e_f ted ce_ ons _al her r_t our pro s_i est n_a nce wit me_ _hi aid ear e_b his t_a ere _ar
        _bu ith ove s_w ect _no se_ _fr s_f _as id_ _po e_m _ch _wo t_i _so f_t ns_ tin sai _at ch_ ive s_c _su out ome be_ _di g_t ine one ore s_b tor _la eve thi _pa
        igh ry_ ave et_ d_i _le new ort _ho _fa sta ess _sh ste _go art int ne_ _ba e_d _us man y_t d_b was ead _li ies ain str _do ot_ ght us_ pla lin te_ t_o t_w has
        iti _br hav n_i oun ide n_s r_a wil _lo _ta oul _mi but _tr ame ay_ ey_ e_h end _pl har s_h cti not o_t nte han _te rom ard _ex cou uld min by_ ist _sp t_s pre
        d_o n_o om_ der e_r par ind ast nal s_p d_s y_a _pe per r_s lan por tra ser anc ss_ als rit cha eco lea ern _me ost ice _ga ell e_e wor hin rec s_r und ins ar_
        _bo e_n ran _si ic_ ow_ ad_ ir_ ake fro use e_u ant tur ure war ber e_g _by its rin ty_ whi ele _gr sin ina t_f ile e_l ew_ les nti _cl ur_ s_d nes een abo bou
        t_h o_s ign d_h mr_ rie de_ _ou ack _un ade mer fir red ish _ac wer n_f tic age ny_ tte win ke_ o_b t_c kin d_f _en rd_ ble s_m rt_ sti ise rat _ri omp era din
        ple ope d_w sed n_c ge_ ite _ag ces o_a ont pri tal ial son ris ls_ ree any ren _ge ust ger r_o g_a a_s ms_ mor erv rou mar che chi d_m d_c _da own up_ ich off
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Select((group, place) => (Group: group.Replace('_', ' '), place)).ToDictionary(row => row.Group, row => row.place);

    private static readonly byte[] Codes = [.. Enumerable.Range(0, 128).Select(c => (byte)CodeOf((char)c))];

    /// <summary>Whether any set has a group, a bit each: small enough to stay in the cache.</summary>
    private static readonly uint[] Known = new uint[(WindowMask + 1) / 32];

    /// <summary>The bits of the sets that have a group.</summary>
    private static readonly ushort[] Sets = Enter(
        LineForms.Sets.Append(Phrases.SubscriptionMarks).Append(Phrases.CommentMarks).Concat(Byline.Sets).Append(RelativeDate.Words));

    /// <summary>The bits of the sets of which some mark may end with this character, and the last characters.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Step(ref int window, char c)
    {
        window = ((window << CodeBits) | (c < 0x80 ? Codes[c] : OtherCode)) & WindowMask;
        return (Known[window >> 5] & (1u << window)) == 0 ? 0u : Sets[window];
    }

    private static int CodeOf(char c) => c switch
    {
        ' ' => 0,
        _ when char.IsAsciiLetter(c) => c & 0x1F,
        _ when char.IsAsciiDigit(c) => 27,
        '/' => 28,
        '@' => 29,
        '|' => 30,
        _ => OtherCode,
    };

    private static ushort[] Enter(IEnumerable<Marks> sets)
    {
        var table = new ushort[WindowMask + 1];
        ushort bit = 1;
        foreach (Marks set in sets)
        {
            set.Bit = bit;
            foreach (string mark in set.Ascii)
            {
                string rarest = Groups(mark, GroupLength).MaxBy(group => Groups(group, 3).Sum(Rarity))!;
                int code = rarest.Aggregate(0, (sum, c) => (sum << CodeBits) | Codes[c]);
                // A shorter mark ends a group with any characters before it.
                for (int before = 0; before < 1 << (CodeBits * (GroupLength - rarest.Length)); before++)
                {
                    int group = (before << (CodeBits * rarest.Length)) | code;
                    table[group] |= bit;
                    Known[group / 32] |= 1u << group;
                }
            }
            bit <<= 1;
        }
        return table;
    }

    /// <summary>All groups of that length, or the whole where it is shorter.</summary>
    private static IEnumerable<string> Groups(string text, int length) =>
        text.Length <= length ? [text] : Enumerable.Range(0, text.Length - length + 1).Select(i => text.Substring(i, length));

    /// <summary>Place among the common groups; the first of those that are not among them wins.</summary>
    private static int Rarity(string group) => Common.TryGetValue(group.ToLowerInvariant(), out int place) ? place : 2 * Common.Count;
}
