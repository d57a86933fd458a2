using System.Text;
using Verdigris.Types;
using Verdigris.Types.Facts;
using Verdigris.Types.Printing;

namespace Verdigris.Check.Diagnostics;

/// <summary>Prints two types so that only what differs is seen: equal parts are <c>_</c> in both.</summary>
internal sealed class TypeDiff(TypeContext context)
{
    private readonly TyPrinter _printer = new(context);

    public (string Left, string Right) Print(Ty left, Ty right)
    {
        switch (left, right)
        {
            case (Ty.Adt a, Ty.Adt b) when a.Def == b.Def && a.Args.Count > 0:
                return PrintAdt(a, b);
            case (Ty.Ref a, Ty.Ref b):
            {
                (string l, string r) = PrintPart(a.Pointee, b.Pointee);
                return (Reference(a) + l, Reference(b) + r);
            }
            case (Ty.Tuple a, Ty.Tuple b) when a.Elements.Count == b.Elements.Count && a.Elements.Count > 0:
                return PrintTuple(a, b);
            case (Ty.FnPtr or Ty.FnDef, Ty.FnPtr or Ty.FnDef):
                return (PrintFn(left), PrintFn(right));
            default:
                return (_printer.Print(left), _printer.Print(right));
        }
    }

    private (string, string) PrintPart(Ty left, Ty right) => left == right && left is not (Ty.Infer or Ty.Error) ? ("_", "_") : Print(left, right);

    private string Reference(Ty.Ref reference)
    {
        string whole = _printer.Print(context.Types.Ref(reference.Region, context.Common.Unit, reference.IsMutable));
        return whole[..^"()".Length];
    }

    private (string, string) PrintAdt(Ty.Adt left, Ty.Adt right)
    {
        StringBuilder l = new(_printer.PrintPath(left.Def.Id));
        StringBuilder r = new(_printer.PrintPath(right.Def.Id));
        for (int i = 0; i < left.Args.Count; i++)
        {
            string separator = i == 0 ? "<" : ", ";
            (string a, string b) = (left.Args[i], right.Args[i]) switch
            {
                (Ty x, Ty y) => PrintPart(x, y),
                (Region x, Region y) when x == y => ("'_", "'_"),
                (Const x, Const y) when x == y => ("_", "_"),
                var (x, y) => (_printer.Print(x), _printer.Print(y)),
            };
            l.Append(separator).Append(a);
            r.Append(separator).Append(b);
        }
        return (l.Append('>').ToString(), r.Append('>').ToString());
    }

    private (string, string) PrintTuple(Ty.Tuple left, Ty.Tuple right)
    {
        StringBuilder l = new("(");
        StringBuilder r = new("(");
        for (int i = 0; i < left.Elements.Count; i++)
        {
            (string a, string b) = PrintPart(left.Elements[i], right.Elements[i]);
            l.Append(i > 0 ? ", " : "").Append(a);
            r.Append(i > 0 ? ", " : "").Append(b);
        }
        string end = left.Elements.Count == 1 ? ",)" : ")";
        return (l.Append(end).ToString(), r.Append(end).ToString());
    }

    /// <summary>With its result even if that is <c>()</c>, so that the two can be compared.</summary>
    private string PrintFn(Ty ty)
    {
        string text = _printer.Print(ty);
        int name = ty is Ty.FnDef ? text.LastIndexOf(" {", System.StringComparison.Ordinal) : -1;
        return text.Contains("->", System.StringComparison.Ordinal) || name < 0 ? text : text[..name] + " -> ()" + text[name..];
    }
}
