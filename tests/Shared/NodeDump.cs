using System.Collections;
using System.Collections.Generic;
using System.Reflection;
using System.Text;
using Verdigris.Base.Interning;
using Verdigris.Base.Source;

namespace Verdigris.Tests;

/// <summary>Trees as one line of text: <c>Binary(Add, 1, 2)</c>. Ids and spans are left out, empty lists and nulls too.</summary>
internal static class NodeDump
{
    private static readonly HashSet<string> s_hidden =
    [
        "EqualityContract", "Id", "Span", "Attrs", "Tokens", "Derived", "IsRemoved", "Token", "CtorId", "Owner", "NodeCount", "Binding", "InferArgs", "Vis", "InnerSpan", "InnerAttrs",
    ];

    public static string Dump(object? node)
    {
        StringBuilder text = new();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(object? node, StringBuilder text)
    {
        switch (node)
        {
            case null:
                text.Append('-');
                return;
            case Symbol symbol:
                text.Append(symbol.Text);
                return;
            case string or int or byte or System.UInt128 or System.Enum:
                text.Append(node);
                return;
            case bool flag:
                text.Append(flag ? "true" : "false");
                return;
            case Syntax.Ast.Lit.Int { Suffix: Syntax.Ast.LitSuffix.None } number:
                text.Append(number.Value);
                return;
            case Syntax.Ast.Ident ident:
                text.Append(ident.Name?.Text);
                return;
            case Syntax.Ast.Path path:
                WriteList(path.Segments, text, "::");
                return;
            case IEnumerable items:
                text.Append('[');
                WriteList(items, text, ", ");
                text.Append(']');
                return;
        }
        WriteNode(node, text);
    }

    private static void WriteList(IEnumerable items, StringBuilder text, string separator)
    {
        bool isFirst = true;
        foreach (object? item in items)
        {
            text.Append(isFirst ? "" : separator);
            Write(item, text);
            isFirst = false;
        }
    }

    private static void WriteNode(object node, StringBuilder text)
    {
        List<string> parts = [];
        foreach (PropertyInfo property in node.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            if (s_hidden.Contains(property.Name) || property.PropertyType == typeof(SourceSpan) || property.GetIndexParameters().Length > 0)
            {
                continue;
            }
            if (property.GetValue(node) is not { } value || value is bool and false || (value is ICollection { Count: 0 }))
            {
                continue;
            }
            parts.Add(value is true ? property.Name : Dump(value));
        }
        string name = node.GetType().Name;
        if (parts.Count == 1 && name is "PathSegment" or "OfPath" or "OfLit" or "OfExpr" or "Paren" or "Lifetime" or "Int" or "Str" or "HirIdent" or "TraitRef" or "AnonConst")
        {
            text.Append(parts[0]);
            return;
        }
        text.Append(name);
        if (parts.Count > 0)
        {
            text.Append('(').AppendJoin(", ", parts).Append(')');
        }
    }
}
