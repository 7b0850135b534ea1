temperatures = [12, 9, 15, 11]
highest = 0
for reading in temperatures:
    if reading < highest:
        highest = reading
print("Highest:", highest)
