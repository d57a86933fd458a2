using Verdigris.Cargo.Jobs;
using Verdigris.Cargo.Units;
using Verdigris.Cargo.Workspaces;
using Verdigris.Driver;

namespace Verdigris.Cargo.Commands;

/// <summary><c>build</c> and <c>check</c>.</summary>
internal static class BuildCommand
{
    public static int Run(CommandContext context) => Run(context, UserIntent.Build, "dev");

    /// <summary>With <c>--profile test</c>, crates are checked as tests.</summary>
    public static int RunCheck(CommandContext context) => Run(context, UserIntent.Check, "dev");

    private static int Run(CommandContext context, UserIntent intent, string profile)
    {
        Workspace workspace = LoadWorkspace(context);
        BuildRequest request = BuildArguments.ToRequest(context, workspace, intent, profile);
        new BuildOperation(context.Host, context.Config, context.Shell, context.Started).Run(workspace, request);
        return ExitCode.Success;
    }

    public static Workspace LoadWorkspace(CommandContext context) =>
        WorkspaceLoader.Load(WorkspaceLoader.FindManifest(context.Host.WorkingDirectory, context.Arguments.Value("manifest-path")));
}
