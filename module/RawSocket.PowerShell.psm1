# The cmdlets are compiled (NestedModules in the manifest); what is script is one file for each function.
foreach ($function in [System.IO.Directory]::EnumerateFiles([System.IO.Path]::Combine($PSScriptRoot, 'Public'), '*.ps1')) {
    . $function
}
