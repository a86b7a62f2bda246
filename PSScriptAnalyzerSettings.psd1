@{
    # Every rule that is on by default, hints included, but for these.
    ExcludeRules = @(
        # Files are UTF-8 without a mark, as everything on Linux is.
        'PSUseBOMForUnicodeEncodedFile'
        # Join-Path and the scripts' own helpers read better without a name for each path and figure.
        'PSAvoidUsingPositionalParameters'
    )
}
