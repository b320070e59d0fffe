# SPDX-License-Identifier: EUPL-1.2
#
# UNVERIFIED: written from Microsoft's documentation, never run on a Windows PC. The bench's reader is
# tested against a transcript composed by hand (tests/drivers/transcripts/agent_windows.txt).
#
# The agent of PROTOCOL.md for Windows PCs: answers questions on a serial port, reads and never
# writes. Windows PowerShell 5.1, as an administrator (serial numbers of disks):
#   powershell -NoProfile -ExecutionPolicy Bypass -File agent.ps1 -Port COM2

param([string]$Port = 'COM1', [int]$Baud = 115200)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$MaxLine = 4096

function Encode([object]$value) {
    $text = "$value"
    foreach ($pair in @(@('%', '%25'), @("`t", '%09'), @("`n", '%0A'), @("`r", '%0D'), @('=', '%3D'))) {
        $text = $text.Replace($pair[0], $pair[1])
    }
    return $text
}

# One row from an ordered table: key=value<TAB>key=value.
function Row([System.Collections.Specialized.OrderedDictionary]$fields) {
    return (($fields.GetEnumerator() | ForEach-Object { "$($_.Key)=$(Encode $_.Value)" }) -join "`t")
}

function Hello {
    $os = Get-CimInstance Win32_OperatingSystem
    $up = [int]((Get-Date) - $os.LastBootUpTime).TotalSeconds
    # Windows has no boot id: the moment of the boot is one.
    $boot = $os.LastBootUpTime.ToUniversalTime().ToString('yyyyMMddHHmmss')
    Row ([ordered]@{ up = 'yes'; version = '1'; boot_id = $boot; uptime_s = $up })
}

function Disks {
    Get-CimInstance Win32_DiskDrive | Sort-Object Index | ForEach-Object {
        Row ([ordered]@{ name = "disk$($_.Index)"; serial = "$($_.SerialNumber)".Trim();
                         model = $_.Model; size_bytes = $_.Size })
    }
}

function Link([string]$name) {
    $adapter = Get-NetAdapter -Name $name
    $carrier = if ($adapter.MediaConnectionState -eq 'Connected') { 1 } else { 0 }
    Row ([ordered]@{ name = $adapter.Name; carrier = $carrier; operstate = "$($adapter.Status)".ToLower();
                     speed_mbps = [int64]($adapter.ReceiveLinkSpeed / 1000000) })
}

function Addresses {
    Get-NetIPAddress -AddressFamily IPv4 | ForEach-Object {
        Row ([ordered]@{ name = $_.InterfaceAlias; address = "$($_.IPAddress)/$($_.PrefixLength)" })
    }
}

function Resolvers {
    Get-DnsClientServerAddress -AddressFamily IPv4 | ForEach-Object { $_.ServerAddresses } |
        Select-Object -Unique | ForEach-Object { Row ([ordered]@{ server = $_ }) }
}

function Resolve([string]$name) {
    $found = Resolve-DnsName -Name $name -Type A -DnsOnly -QuickTimeout -ErrorAction SilentlyContinue |
        Where-Object { $_.Type -eq 'A' } | Select-Object -First 1
    if ($found) { Row ([ordered]@{ status = 'ok'; address = $found.IPAddress }) }
    else { Row ([ordered]@{ status = 'failed' }) }
}

function Ping([string]$address) {
    $reply = (New-Object System.Net.NetworkInformation.Ping).Send($address, 2000)
    Row ([ordered]@{ status = $(if ($reply.Status -eq 'Success') { 'ok' } else { 'failed' }) })
}

function Hash([string]$path) {
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { return Row ([ordered]@{ status = 'missing' }) }
    $hash = (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLower()
    Row ([ordered]@{ status = 'ok'; sha256 = $hash })
}

function Memory {
    $bytes = (Get-CimInstance Win32_ComputerSystem).TotalPhysicalMemory
    Row ([ordered]@{ total_kb = [int64][math]::Floor($bytes / 1024) })
}

function Clock { Row ([ordered]@{ epoch_s = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds() }) }

function Usb {
    Get-CimInstance Win32_PnPEntity -Filter "DeviceID like 'USB\\VID[_]%'" | ForEach-Object {
        if ($_.DeviceID -match '^USB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})\\(.+)$') {
            Row ([ordered]@{ vendor = $Matches[1].ToLower(); product = $Matches[2].ToLower();
                             serial = $Matches[3]; name = $_.Name })
        }
    }
}

# Verb: what answers it, and what its argument must look like ('' : none).
$Verbs = @{
    hello = @('Hello', ''); disks = @('Disks', ''); addresses = @('Addresses', '');
    resolvers = @('Resolvers', ''); memory = @('Memory', ''); clock = @('Clock', ''); usb = @('Usb', '');
    link = @('Link', '^[^*?\[\]]{1,64}$'); resolve = @('Resolve', '^[A-Za-z0-9.-]{1,253}$');
    ping = @('Ping', '^[0-9.]{7,15}$'); hash = @('Hash', '^[A-Za-z]:\\[^*?"<>|]{1,250}$')
}

function Answer([string]$line) {
    if ($line -notmatch '^ask ([0-9a-f]{16}) ([a-z]+)(?: (.+))?$') { return }
    $nonce, $verb = $Matches[1], $Matches[2]
    $argument = if ($Matches.ContainsKey(3)) { $Matches[3] } else { '' }
    if (-not $Verbs.ContainsKey($verb)) { return "no $nonce verb" }
    $function, $shape = $Verbs[$verb]
    if (($shape -eq '' -and $argument -ne '') -or ($argument -notmatch $shape)) { return "no $nonce argument" }
    try { $rows = @(if ($shape -eq '') { & $function } else { & $function $argument }) }
    catch { return "no $nonce argument" }
    foreach ($row in $rows) { "row $nonce $row" }
    "end $nonce $($rows.Count)"
}

$serial = New-Object System.IO.Ports.SerialPort $Port, $Baud, 'None', 8, 'One'
$serial.Encoding = New-Object System.Text.UTF8Encoding $false
$serial.NewLine = "`n"
$serial.Open()
$serial.WriteLine('banc-agent 1')
$line = ''
while ($true) {
    $character = [char]$serial.ReadChar()
    if ($character -ne "`n") {
        if ($line.Length -lt $MaxLine) { $line += $character }
        continue
    }
    Answer $line.TrimEnd("`r") | ForEach-Object { $serial.WriteLine($_) }
    $line = ''
}
