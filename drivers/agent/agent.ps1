# SPDX-License-Identifier: EUPL-1.2
#
# UNVERIFIED: written from Microsoft's documentation and from outputs that people published, never run
# on a Windows PC. Every property it reads stands in one of those outputs
# (tests/drivers/transcripts/windows_outputs.txt), and the bench's reader is tested against what the
# agent would send of them (agent_windows.txt).
#
# The agent of PROTOCOL.md for Windows PCs: answers questions on a serial port, reads and never
# writes. Windows PowerShell 5.1, as an administrator (serial numbers of disks):
#   powershell -NoProfile -ExecutionPolicy Bypass -File agent.ps1 -Port COM2

param([string]$Port = 'COM1', [int]$Baud = 115200)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$MaxLine = 4096
$MaxAnswer = 48000

function Encode([object]$value) {
    $text = "$value".Trim()
    if ($text.Length -gt 300) { $text = $text.Substring(0, 300) }
    foreach ($pair in @(@('%', '%25'), @("`t", '%09'), @("`n", '%0A'), @("`r", '%0D'), @('=', '%3D'))) {
        $text = $text.Replace($pair[0], $pair[1])
    }
    return $text
}

# One row from an ordered table: key=value<TAB>key=value. A key without a value is left out.
function Row([System.Collections.Specialized.OrderedDictionary]$fields) {
    return (($fields.GetEnumerator() | Where-Object { "$($_.Value)".Trim() -ne '' } |
        ForEach-Object { "$($_.Key)=$(Encode $_.Value)" }) -join "`t")
}
function YesNo($yes) { if ($yes) { 'yes' } else { 'no' } }
function Epoch([datetime]$time) { [int64]($time.ToUniversalTime() - [datetime]'1970-01-01').TotalSeconds }

function Hello {
    $os = Get-CimInstance Win32_OperatingSystem
    $up = [int]((Get-Date) - $os.LastBootUpTime).TotalSeconds
    # Windows has no boot id: the moment of the boot is one.
    $boot = $os.LastBootUpTime.ToUniversalTime().ToString('yyyyMMddHHmmss')
    Row ([ordered]@{ up = 'yes'; version = 2; boot_id = $boot; uptime_s = $up;
                     verbs = ($Verbs.Keys | Sort-Object) -join ' ' })
}
function Clock {
    Row ([ordered]@{ epoch_s = [DateTimeOffset]::UtcNow.ToUnixTimeSeconds(); zone = [TimeZoneInfo]::Local.Id })
}
function Cpu {
    Get-CimInstance Win32_Processor | ForEach-Object {
        Row ([ordered]@{ model = $_.Name; cores = $_.NumberOfCores; threads = $_.NumberOfLogicalProcessors })
    }
}
function Memory {
    $bytes = (Get-CimInstance Win32_ComputerSystem).TotalPhysicalMemory
    Row ([ordered]@{ total_kb = [int64][math]::Floor($bytes / 1024) })
    Get-CimInstance Win32_PhysicalMemory | ForEach-Object {
        Row ([ordered]@{ slot = $_.DeviceLocator; size_kb = [int64]($_.Capacity / 1024); maker = $_.Manufacturer;
                         part = $_.PartNumber; serial = $_.SerialNumber; speed_mts = $_.Speed })
    }
}
function System {
    $os = Get-CimInstance Win32_OperatingSystem
    $pc = Get-CimInstance Win32_ComputerSystem
    $state = Get-ItemProperty 'HKLM:\SYSTEM\CurrentControlSet\Control\SecureBoot\State' -ErrorAction SilentlyContinue
    Row ([ordered]@{ name = $os.Caption; version = $os.Version; hostname = $pc.DNSHostName; domain = $pc.Domain;
                     firmware = $(if ($env:firmware_type -eq 'UEFI') { 'uefi' } else { 'bios' });
                     secure_boot = YesNo ($state -and $state.UEFISecureBootEnabled -eq 1);
                     maker = $pc.Manufacturer; model = $pc.Model;
                     serial = (Get-CimInstance Win32_BIOS).SerialNumber })
}

function Disks {
    $physical = @{}
    Get-PhysicalDisk | ForEach-Object { $physical["$($_.DeviceId)"] = $_ }
    Get-CimInstance Win32_DiskDrive | Sort-Object Index | ForEach-Object {
        $disk = $physical["$($_.Index)"]
        $turns = if ($disk -and $disk.MediaType -eq 'HDD') { 1 } elseif ($disk -and $disk.MediaType -eq 'SSD') { 0 }
        Row ([ordered]@{ name = "disk$($_.Index)"; serial = $_.SerialNumber; model = $_.Model;
                         size_bytes = $_.Size; rotational = $turns;
                         transport = $(if ($disk) { "$($disk.BusType)".ToLower() });
                         removable = [int]($_.MediaType -like 'Removable*') })
    }
}
function Volumes {
    Get-Volume | ForEach-Object {
        Row ([ordered]@{ name = $(if ($_.DriveLetter) { "$($_.DriveLetter):" } else { $_.UniqueId });
                         size_bytes = $_.Size; fstype = "$($_.FileSystem)".ToLower();
                         label = $_.FileSystemLabel; uuid = $_.UniqueId })
    }
}
function Mounts {
    Get-CimInstance Win32_LogicalDisk | Where-Object { $_.Size } | ForEach-Object {
        Row ([ordered]@{ point = "$($_.DeviceID)\"; device = $_.ProviderName; fstype = "$($_.FileSystem)".ToLower();
                         size_kb = [int64]($_.Size / 1024); free_kb = [int64]($_.FreeSpace / 1024) })
    }
}

function Nic($adapter) {
    $errors = $adapter | Get-NetAdapterStatistics -ErrorAction SilentlyContinue
    Row ([ordered]@{ name = $adapter.Name; carrier = [int]($adapter.MediaConnectionState -eq 'Connected');
                     operstate = "$($adapter.Status)".ToLower();
                     speed_mbps = [int64]($adapter.ReceiveLinkSpeed / 1000000);
                     duplex = $(if ($adapter.FullDuplex) { 'full' } else { 'half' });
                     mac = "$($adapter.MacAddress)".ToLower().Replace('-', ':'); driver = $adapter.DriverFileName;
                     rx_errors = $(if ($errors) { $errors.ReceivedPacketErrors });
                     tx_errors = $(if ($errors) { $errors.OutboundPacketErrors }) })
}
function Link([string]$name) {
    Get-NetAdapter -Name $name -ErrorAction SilentlyContinue | ForEach-Object { Nic $_ }
}
function Nics { Get-NetAdapter -Physical | ForEach-Object { Nic $_ } }
function Addresses {
    Get-NetIPAddress -AddressFamily IPv4 | ForEach-Object {
        Row ([ordered]@{ name = $_.InterfaceAlias; address = "$($_.IPAddress)/$($_.PrefixLength)" })
    }
}
function Routes {
    Get-NetRoute -AddressFamily IPv4 | ForEach-Object {
        Row ([ordered]@{ to = $(if ($_.DestinationPrefix -eq '0.0.0.0/0') { 'default' } else { $_.DestinationPrefix });
                         via = $(if ($_.NextHop -ne '0.0.0.0') { $_.NextHop }); name = $_.InterfaceAlias })
    }
}
function Resolvers {
    Get-DnsClientServerAddress -AddressFamily IPv4 | ForEach-Object { $_.ServerAddresses } |
        Select-Object -Unique | ForEach-Object { Row ([ordered]@{ server = $_ }) }
}
function Hosts {
    Get-Content -LiteralPath "$env:SystemRoot\System32\drivers\etc\hosts" | ForEach-Object {
        $address, $names = ($_ -replace '#.*').Trim() -split '\s+'
        $names | Where-Object { $_ } | ForEach-Object {
            Row ([ordered]@{ name = $_.ToLower(); address = $address })
        }
    }
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

function Usb {
    Get-CimInstance Win32_PnPEntity -Filter "DeviceID like 'USB\\VID[_]%'" | ForEach-Object {
        if ($_.DeviceID -match '^USB\\VID_([0-9A-F]{4})&PID_([0-9A-F]{4})\\(.+)$') {
            Row ([ordered]@{ port = $_.DeviceID; vendor = $Matches[1].ToLower(); product = $Matches[2].ToLower();
                             serial = $Matches[3]; name = $_.Name })
        }
    }
}
function Devices {
    Get-CimInstance Win32_PnPEntity | ForEach-Object {
        Row ([ordered]@{ address = $_.DeviceID; class = $_.PNPClass; driver = $_.Service; name = $_.Name;
                         problem = $_.ConfigManagerErrorCode })
    }
}
function Batteries {
    $words = @{ 1 = 'Discharging'; 3 = 'Full'; 6 = 'Charging'; 7 = 'Charging'; 8 = 'Charging'; 9 = 'Charging' }
    Get-CimInstance Win32_Battery | ForEach-Object {
        Row ([ordered]@{ name = $_.Name; type = 'Battery'; status = $words[[int]$_.BatteryStatus];
                         percent = $_.EstimatedChargeRemaining })
    }
}

function Services {
    $words = @{ Auto = 'enabled'; Manual = 'manual'; Disabled = 'disabled' }
    Get-CimInstance Win32_Service | ForEach-Object {
        Row ([ordered]@{ name = $_.Name; state = "$($_.State)".ToLower(); start = $words["$($_.StartMode)"] })
    }
}
function Accounts {
    $groups = @{}
    Get-LocalGroup | ForEach-Object {
        foreach ($member in @(Get-LocalGroupMember -Group $_ -ErrorAction SilentlyContinue)) {
            $groups["$($member.SID)"] = @($groups["$($member.SID)"]) + $_.Name
        }
    }
    Get-CimInstance Win32_UserAccount -Filter 'LocalAccount=True' | ForEach-Object {
        Row ([ordered]@{ login = $_.Name; uid = "$($_.SID)".Split('-')[-1];
                         groups = (@($groups["$($_.SID)"]) | Where-Object { $_ }) -join ',';
                         locked = YesNo ($_.Disabled -or $_.Lockout) })
    }
}
function Package([string]$name) {
    $keys = 'HKLM:\SOFTWARE\Microsoft\Windows\CurrentVersion\Uninstall\*',
            'HKLM:\SOFTWARE\WOW6432Node\Microsoft\Windows\CurrentVersion\Uninstall\*'
    $found = Get-ItemProperty $keys -ErrorAction SilentlyContinue |
        Select-Object DisplayName, DisplayVersion | Where-Object { $_.DisplayName -eq $name } |
        Select-Object -First 1
    Row ([ordered]@{ name = $name; installed = YesNo $found; version = $(if ($found) { $found.DisplayVersion }) })
}
function Events([string]$seconds) {
    $words = @{ 1 = 'crit'; 2 = 'err'; 3 = 'warning'; 4 = 'info'; 5 = 'debug' }
    $wanted = @{ LogName = 'System', 'Application'; StartTime = (Get-Date).AddSeconds(-[int]$seconds) }
    Get-WinEvent -FilterHashtable $wanted -MaxEvents 100 -ErrorAction SilentlyContinue | Sort-Object TimeCreated |
        ForEach-Object {
            Row ([ordered]@{ time_s = Epoch $_.TimeCreated; unit = $_.ProviderName; level = $words[[int]$_.Level];
                             text = $_.Message })
        }
}
function Hash([string]$path) {
    if (-not (Test-Path -LiteralPath $path -PathType Leaf)) { return Row ([ordered]@{ status = 'missing' }) }
    $hash = (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash.ToLower()
    Row ([ordered]@{ status = 'ok'; sha256 = $hash })
}
function File([string]$path) {
    if (-not (Test-Path -LiteralPath $path)) { return Row ([ordered]@{ status = 'missing' }) }
    $item = Get-Item -LiteralPath $path -Force
    Row ([ordered]@{ status = 'ok'; owner = (Get-Acl -LiteralPath $path).Owner;
                     size_bytes = $(if (-not $item.PSIsContainer) { $item.Length });
                     mtime_s = Epoch $item.LastWriteTime;
                     kind = $(if ($item.PSIsContainer) { 'directory' } else { 'regular file' }) })
}
function Printers {
    $words = @{ Normal = 'idle'; Printing = 'printing' }
    Get-Printer | ForEach-Object {
        $state = $words["$($_.PrinterStatus)"]
        Row ([ordered]@{ name = $_.Name; state = $(if ($state) { $state } else { 'stopped' }); uri = $_.PortName;
                         jobs = $_.JobCount })
    }
}
function Shares {
    Get-SmbShare | ForEach-Object {
        $rights = @(Get-SmbShareAccess -Name $_.Name)
        $writers = @($rights | Where-Object { $_.AccessRight -ne 'Read' -and $_.AccessControlType -eq 'Allow' })
        Row ([ordered]@{ name = $_.Name; path = $_.Path; read_only = YesNo ($writers.Count -eq 0);
                         users = ($rights | ForEach-Object { $_.AccountName }) -join ',' })
    }
}

# What an argument must look like. None of these shapes lets a wildcard through.
$None = '^$'
$Name = '^$|^[^-*?\[\]][^*?\[\]]{0,254}$'
$Path = '^[A-Za-z]:\\(?!.*\.\.)[^*?"<>|]{0,250}$'
# Verb: what answers it ('' : nothing on Windows does), and its argument.
$Verbs = @{
    hello = @('Hello', $None); clock = @('Clock', $None); cpu = @('Cpu', $None); memory = @('Memory', $None);
    system = @('System', $None); disks = @('Disks', $Name); volumes = @('Volumes', $Name);
    mounts = @('Mounts', $Name); nics = @('Nics', $Name); addresses = @('Addresses', $Name);
    routes = @('Routes', $Name); resolvers = @('Resolvers', $Name); hosts = @('Hosts', $Name);
    usb = @('Usb', $Name); tasks = @('', $Name); page = @('', '^[0-9.]{7,15}(:[0-9]{1,5})?$');
    devices = @('Devices', $Name); services = @('Services', $Name); accounts = @('Accounts', $Name);
    printers = @('Printers', $Name); shares = @('Shares', $Name); batteries = @('Batteries', $Name);
    arrays = @('', $Name); sensors = @('', $Name); sectors = @('', '^[A-Za-z0-9]+ [0-9]+ [0-9]+$');
    link = @('Link', '^[^-*?\[\]][^*?\[\]]{0,63}$'); resolve = @('Resolve', '^[A-Za-z0-9][A-Za-z0-9.-]{0,252}$');
    ping = @('Ping', '^[0-9.]{7,15}$'); hash = @('Hash', $Path); file = @('File', $Path);
    package = @('Package', '^[^-*?\[\]][^*?\[\]]{0,127}$'); events = @('Events', '^[0-9]{1,6}$')
}

function Answer([string]$line) {
    if ($line -cnotmatch '^ask ([0-9a-f]{16}) ([a-z]+)(?: (.+))?$') { return }
    $nonce, $verb = $Matches[1], $Matches[2]
    $argument = if ($Matches.ContainsKey(3)) { $Matches[3] } else { '' }
    if (-not $Verbs.ContainsKey($verb)) { return "no $nonce verb" }
    $function, $shape = $Verbs[$verb]
    if ($argument -notmatch $shape) { return "no $nonce argument" }
    if ($function -eq '') { return "no $nonce unavailable" }
    $lists = $shape -eq $Name
    try { $rows = @(if ($lists -or $shape -eq $None) { & $function } else { & $function $argument }) }
    catch { return "no $nonce unavailable" }
    if ($lists -and $argument -ne '') {
        $rows = @($rows | Where-Object { $_.Split("`t")[0].Split('=')[1] -eq (Encode $argument) })
    }
    if (($rows -join '').Length -gt $MaxAnswer) { return "no $nonce length" }
    foreach ($row in $rows) { "row $nonce $row" }
    "end $nonce $($rows.Count)"
}

$serial = New-Object System.IO.Ports.SerialPort $Port, $Baud, 'None', 8, 'One'
$serial.Encoding = New-Object System.Text.UTF8Encoding $false
$serial.NewLine = "`n"
$serial.Open()
$serial.WriteLine('banc-agent 2')
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
